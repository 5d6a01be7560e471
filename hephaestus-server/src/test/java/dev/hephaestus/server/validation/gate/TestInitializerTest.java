package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TestInitializerTest {
  private final Gate gate = new TestInitializer();

  @Test
  void aTestThatRunsByBeingLoadedIsRefused() {
    assertThat(Judged.newFile(gate, Judged.TEST, "class ATest { static { f(); } }")).isPresent();
    assertThat(Judged.newFile(gate, Judged.TEST, "class ATest { class B { { f(); } } }"))
        .isPresent();
  }

  @Test
  void aTestWithoutOneAndAnInitializerOfTheProgramPass() {
    assertThat(Judged.newFile(gate, Judged.TEST, "class ATest { void t() {} }")).isEmpty();
    assertThat(
            Judged.newFile(
                gate, Judged.TEST, "class ATest { Object o = new HashMap() {{ put(1, 2); }}; }"))
        .isEmpty();
    assertThat(Judged.source(gate, "class A {}\n", "class A { static { f(); } }\n")).isEmpty();
  }
}
