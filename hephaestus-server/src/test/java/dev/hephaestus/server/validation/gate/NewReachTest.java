package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NewReachTest {
  private final Gate gate = new NewReach();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          new java.net.Socket("h", 1);                | the network
          new Socket("h", 1);                         | the network
          url.openStream();                           | the network
          okhttp3.OkHttpClient c = null;              | the network
          Runtime.getRuntime().exec("x");             | other processes
          new ProcessBuilder("x").start();            | other processes
          Files.readString(p);                        | files
          new File("x").delete();                     | files
          f.setAccessible(true);                      | reflection
          Class.forName("x");                         | code that is loaded by name
          new ObjectInputStream(in).readObject();     | objects made from bytes
          System.exit(1);                             | the JVM or the system itself
          System.load("x");                           | the JVM or the system itself
          new Thread(() -> {}).start();               | threads of its own
          """)
  void whatTheFileDidNotTouchBeforeIsRefused(String statement, String reach) {
    assertThat(Judged.body(gate, "    return 1;", statement + " return 1;"))
        .get()
        .asString()
        .contains(Judged.SOURCE, reach);
  }

  @Test
  void whatTheFileTouchedAlreadyMayBeRepaired() {
    String before = "new java.net.Socket(h, 1); return 1;";

    assertThat(Judged.body(gate, before, "if (h != null) { " + before + " } return 0;")).isEmpty();
  }

  @Test
  void aTypeOfTheProjectsOwnIsNoReach() {
    String before = "package b;\nimport a.Socket;\nclass A {}\n";

    assertThat(Judged.source(gate, before, before.replace("{}", "{ Socket socket; }"))).isEmpty();
    assertThat(
            Judged.source(gate, "class A {}\n", "import java.net.*;\nclass A { Socket socket; }\n"))
        .isPresent();
  }

  @Test
  void aTestMayLookIntoPrivatePartsButNotOutside() {
    assertThat(
            Judged.newFile(
                gate, Judged.TEST, "class ATest { void t() { f.setAccessible(true); } }"))
        .isEmpty();
    assertThat(Judged.newFile(gate, Judged.TEST, "class ATest { void t() { new Socket(); } }"))
        .isPresent();
  }

  @Test
  void ordinaryCodePasses() {
    assertThat(
            Judged.body(
                gate,
                "return s.length();",
                "StringBuilder b = new StringBuilder(); Object file = s; System.out.println(b);"
                    + " return java.util.Objects.requireNonNull(s).length();"))
        .isEmpty();
  }
}
