package dev.hephaestus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InterruptionTest {

  /** TERM: who builds in the background ignores INT, and what is started there inherits that. */
  @Test
  void aCommandThatIsAskedToEndPutsItsToolsAwayAndSaysWhatItHas() throws Exception {
    Process command = start();
    try (BufferedReader output = command.inputReader()) {
      assertThat(output.readLine()).isEqualTo("working");

      send("TERM", command);

      assertThat(output.lines().toList()).containsExactly("put away", "said");
      assertThat(command.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(command.exitValue()).isNotZero();
    } finally {
      command.destroyForcibly();
    }
  }

  @Test
  void workThatIsNotInterruptedGivesItsResult() {
    assertThat(Interruption.during(() -> "result")).isEqualTo("result");
  }

  @Test
  void afterwardsNothingIsLeftToInterrupt() {
    assertThatThrownBy(
            () ->
                Interruption.during(
                    () -> {
                      throw new IllegalStateException("the work failed");
                    }))
        .hasMessage("the work failed");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static Path folder(Class<?> of) {
    return Path.of(URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static Process start() throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                folder(Interruption.class) + File.pathSeparator + folder(LongCommand.class),
                LongCommand.class.getName()))
        .redirectErrorStream(true)
        .start();
  }

  private static void send(String signal, Process process) throws Exception {
    String id = Long.toString(process.pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, id).start().waitFor()).isZero();
  }

  /** Works until it is interrupted. */
  static final class LongCommand {
    private LongCommand() {}

    public static void main(String[] arguments) {
      boolean ended = Interruption.during(LongCommand::work);
      System.out.println(ended ? "said" : "not interrupted");
    }

    private static boolean work() {
      System.out.println("working");
      try {
        TimeUnit.MINUTES.sleep(1);
        return false;
      } catch (InterruptedException asked) {
        System.out.println("put away");
        return true;
      }
    }
  }
}
