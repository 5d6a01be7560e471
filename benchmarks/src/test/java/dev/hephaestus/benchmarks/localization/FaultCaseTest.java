package dev.hephaestus.benchmarks.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.benchmarks.localization.FaultCase.Fixed;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultCaseTest {

  @Test
  void readsOneCaseALine(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("cases.jsonl"),
            """
            {"id": "Shop-1", "project": "Shop", "gold": [{"file": "Cart.java", "methods": [
            """
                    .strip()
                + "{\"name\": \"Cart.total\", \"first\": 3, \"last\": 9}]}]}\n\n");

    assertThat(FaultCase.read(file))
        .containsExactly(
            new FaultCase(
                "Shop-1",
                "Shop",
                List.of(new Fixed("Cart.java", "Cart.total", new LineRange(3, 9)))));
  }

  @Test
  void aMethodIsTheSameWhenItsLinesOverlap() {
    Fixed total = new Fixed("Cart.java", "Cart.total", new LineRange(3, 9));

    assertThat(total.is(method("Cart.java", "total", 4, 9))).isTrue();
    assertThat(total.is(method("Cart.java", "total", 10, 12))).isFalse();
    assertThat(total.is(method("Other.java", "total", 3, 9))).isFalse();
    assertThat(total.is(method("Cart.java", "sum", 3, 9))).isFalse();
  }

  private static MethodDeclaration method(String path, String name, int first, int last) {
    return new MethodDeclaration(
        "shop.Cart", name, path, List.of(), "int", List.of(), new LineRange(first, last));
  }
}
