package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestResultsTest {
  @TempDir Path folder;

  private static byte[] results() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    entry(out, 'P', "a.ATest.passes");
    entry(out, 'F', "a.ATest.fails");
    text(out, "java.lang.IllegalStateException");
    text(out, "java.lang.IllegalStateException: no\n\tat a.A.b(A.java:3)");
    entry(out, 'C', "a.ATest");
    entry(out, 'P', "a.BTest.passes");
    return bytes.toByteArray();
  }

  private static void entry(DataOutputStream out, char kind, String name) throws IOException {
    out.writeByte(kind);
    text(out, name);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private TestRun read(byte[] bytes) throws IOException {
    return TestResults.read(Files.write(folder.resolve("1.result"), bytes), "");
  }

  @Test
  void aRunThatWasStoppedTellsWhatItCameTo() throws IOException {
    TestRun run = TestResults.read(Files.write(folder.resolve("r"), results()), "was stopped");

    assertThat(run.ran()).containsExactly("a.ATest.fails", "a.ATest.passes", "a.BTest.passes");
    assertThat(run.failures()).containsOnlyKeys("a.ATest.fails");
    assertThat(run.failures().values())
        .extracting(TestRun.Failure::headline)
        .containsExactly("java.lang.IllegalStateException: no");
    assertThat(run.classes()).containsExactly("a.ATest");
    assertThat(run.problem()).isEqualTo("was stopped");
  }

  @Test
  void anEntryThatEndsInTheMiddleLeavesWhatCameBefore() throws IOException {
    byte[] all = results();
    TestRun run = read(Arrays.copyOf(all, all.length - 3));

    assertThat(run.ran()).containsExactly("a.ATest.fails", "a.ATest.passes");
    assertThat(run.complete()).isFalse();
  }

  @Test
  void aLengthThatNobodyWroteIsNotBelieved() throws IOException {
    assertThat(read(new byte[] {'P', 0x7f, -1, -1, -1, 1}).problem()).contains("too long");
    assertThat(read(new byte[] {'?', 0, 0, 0, 0}).problem()).contains("no such entry");
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path secret = Files.write(folder.resolve("secret"), results());
    Path link = Files.createSymbolicLink(folder.resolve("1.result"), secret);

    assertThat(TestResults.read(link, "").ran()).isEmpty();
  }
}
