package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AutomaticFileTest {
  private final Gate gate = new AutomaticFile();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/resources/META-INF/services/java.sql.Driver",
        "src/main/resources/meta-inf/MANIFEST.MF",
        "src/test/resources/junit-platform.properties",
        "src/main/resources/logback.xml",
        "src/test/resources/mockito-extensions/org.mockito.plugins.MockMaker"
      })
  void whatIsReadWithoutBeingCalledIsRefused(String path) {
    assertThat(Judged.newFile(gate, path, "x\n")).get().asString().contains(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/resources/messages.properties", "src/main/java/a/Web.java"})
  void anOrdinaryFilePasses(String path) {
    assertThat(Judged.newFile(gate, path, "x\n")).isEmpty();
  }
}
