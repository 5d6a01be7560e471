package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaCompileTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String GIVEN_UP = "the compiler did not come to an end within 1 s";

  @TempDir Path folder;
  private final JavaCompile patient = new JavaCompile(StandardCharsets.UTF_8);
  private final JavaCompile impatient = new JavaCompile(StandardCharsets.UTF_8, SHORT);

  private List<JavaCompile.Fault> compile(JavaCompile javac, Path... sources) {
    return javac.compile(List.of(sources), List.of(), List.of(), 17, output());
  }

  private Path output() {
    return folder.resolve("classes");
  }

  @AfterEach
  void close() {
    patient.close();
    impatient.close();
  }

  private Path source(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".java"), text);
  }

  @Test
  void whatCompilesIsWritten() throws IOException {
    assertThat(compile(patient, source("A", "class A {}"))).isEmpty();
    assertThat(output().resolve("A.class")).exists();
  }

  @Test
  void anEndlessSourceIsGivenUpAndTheNextIsCompiled() throws Exception {
    Path endless = pipe("Endless");

    assertThat(compile(impatient, endless))
        .extracting(JavaCompile.Fault::message)
        .containsExactly(GIVEN_UP);
    assertThat(compile(patient, source("A", "class A {}"))).isEmpty();
    release(endless, "");
  }

  @Test
  void whatWasGivenUpWritesNoClassLater() throws Exception {
    Path endless = pipe("Late");

    compile(impatient, endless);
    release(endless, "class Late {}");

    await().until(() -> !isBusy());
    assertThat(output().resolve("Late.class")).doesNotExist();
  }

  @Test
  void aFewThatGoOnAreAllThatIsPutUpWith() throws Exception {
    Path one = pipe("One");
    Path two = pipe("Two");
    compile(impatient, one);
    compile(impatient, two);
    Path fine = source("A", "class A {}");

    assertThat(compile(impatient, fine))
        .extracting(JavaCompile.Fault::message)
        .containsExactly("the compiler is still busy with sources that it was given before");

    release(one, "");
    release(two, "");
    await().until(() -> !isBusy());
    assertThat(compile(patient, fine)).isEmpty();
  }

  @Test
  void whoIsInterruptedWaitsNoLongerAndStaysInterrupted() throws Exception {
    Path endless = pipe("Endless");
    Thread.currentThread().interrupt();
    try {
      assertThat(compile(patient, endless))
          .extracting(JavaCompile.Fault::message)
          .containsExactly("the compiler was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    release(endless, "");
  }

  @Test
  void aSourceTooDeepForTheCompilerIsAFault() throws IOException {
    String deep = "class Deep { int i = " + "(".repeat(200_000) + "1" + ")".repeat(200_000) + "; }";

    assertThat(compile(patient, source("Deep", deep)))
        .extracting(JavaCompile.Fault::message)
        .isNotEmpty();
  }

  private static boolean isBusy() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("candidate-compiler"));
  }

  /** Reading from a pipe that nobody writes to takes for ever, and no time of the processor. */
  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name + ".java");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  /** Opened both ways it does not wait for a reader, who may have ended by now. */
  private static void release(Path pipe, String text) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(pipe.toFile(), "rw")) {
      open.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
