package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassFilesTest {

  @TempDir Path folder;

  @Test
  void findsClassesOfOtherLanguagesOfTheJvmWhereverTheirFilesAre() {
    Snapshot snapshot =
        TestRepository.in(folder.resolve("shop"))
            .write("src/main/kotlin/cart/carts.kt", "package shop.cart\nfun total() = 1\n")
            .write("src/main/kotlin/Model.kt", "package shop.model\nclass Item\nclass Price\n")
            .write("src/main/scala/Repo.scala", "package shop\npackage store\nobject Repo\n")
            .write("src/main/groovy/shop/Jobs.groovy", "package shop\nclass Job {}\n")
            .write("src/main/java/shop/Main.java", "package shop; class Main {}")
            .snapshot();

    assertThat(path(snapshot, "shop.cart.CartsKt")).isEqualTo("src/main/kotlin/cart/carts.kt");
    assertThat(path(snapshot, "shop.model.Price")).isEqualTo("src/main/kotlin/Model.kt");
    assertThat(path(snapshot, "shop.store.Repo$")).isEqualTo("src/main/scala/Repo.scala");
    assertThat(path(snapshot, "shop.Job")).isEqualTo("src/main/groovy/shop/Jobs.groovy");
    assertThat(path(snapshot, "shop.Main")).isEqualTo("src/main/java/shop/Main.java");
    assertThat(snapshot.types("shop.other.Price")).isEmpty();
  }

  private static String path(Snapshot snapshot, String binaryName) {
    return snapshot.types(binaryName).stream().map(TypeDeclaration::path).findFirst().orElse("");
  }
}
