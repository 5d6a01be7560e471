package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceText;
import dev.hephaestus.server.repository.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WorkTreeTest {
  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void writesAFileInTheEncodingThatItHas(SourceText.Encoding encoding) throws IOException {
    String before = "// Gr\u00fc\u00dfe\nclass Cart {}\n";
    Snapshot snapshot =
        TestRepository.in(temp.resolve("shop"))
            .write("Cart.java", encoding.encode(before))
            .snapshot();
    WorkTree tree = new WorkTree(snapshot, temp.resolve("tree"));
    String after = snapshot.text("Cart.java").replace("Cart", "Basket");

    tree.apply(List.of(new FileChange("Cart.java", snapshot.text("Cart.java"), after)));

    assertThat(Files.readAllBytes(tree.root().resolve("Cart.java")))
        .isEqualTo(encoding.encode(before.replace("Cart", "Basket")));
    tree.restore();
    assertThat(Files.readAllBytes(tree.root().resolve("Cart.java")))
        .isEqualTo(encoding.encode(before));
  }
}
