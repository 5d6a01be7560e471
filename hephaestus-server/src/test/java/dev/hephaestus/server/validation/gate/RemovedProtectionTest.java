package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RemovedProtectionTest {
  private final Gate gate = new RemovedProtection();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@PreAuthorize(\"hasRole('x')\")",
        "@RolesAllowed(\"x\")",
        "@Secured({\"x\"})",
        "@org.example.DenyAll",
        "@Valid"
      })
  void anAnnotationThatGoesIsRefused(String annotation) {
    String with = "class A {\n  " + annotation + "\n  void f() {}\n}\n";

    assertThat(Judged.source(gate, with, with.replace(annotation, ""))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"checkPermission(s);", "user.hasRole(s);", "sanitizeName(s);", "x.authorize(s);"})
  void aCheckThatGoesIsRefused(String call) {
    assertThat(Judged.body(gate, call + " return 1;", "return 1;"))
        .get()
        .asString()
        .contains("takes a");
  }

  @Test
  void whatIsOpenedToAllIsRefused() {
    assertThat(
            Judged.source(
                gate, "class A { void f() {} }\n", "class A { @PermitAll void f() {} }\n"))
        .get()
        .asString()
        .contains("PermitAll");
  }

  @Test
  void aCheckThatOnlyMovesPasses() {
    assertThat(
            Judged.body(
                gate,
                "checkPermission(s); return 1;",
                "if (s != null) { checkPermission(s); } return 1;"))
        .isEmpty();
  }
}
