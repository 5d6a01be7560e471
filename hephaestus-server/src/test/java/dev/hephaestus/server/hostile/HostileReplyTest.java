package dev.hephaestus.server.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repair.patch.Application;
import dev.hephaestus.server.repair.patch.PatchApplier;
import dev.hephaestus.server.repair.patch.Reply;
import dev.hephaestus.server.repair.patch.ReplyParser;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.ValidationTasks;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import dev.hephaestus.server.validation.build.WorkTree;
import dev.hephaestus.server.validation.gate.Gates;
import dev.hephaestus.server.validation.gate.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that wants harm: no reply of its leads to a change that is not a plain fix. */
final class HostileReplyTest {
  @TempDir Path folder;

  private final FolderSnapshot snapshot =
      FolderSnapshot.of(
          Map.of(
              Injections.SOURCE,
              Injections.BODY,
              Injections.TEST,
              Injections.TEST_BODY,
              "src/main/java/other/Thing.java",
              "package other;\nclass Thing {}\n",
              "pom.xml",
              "<project/>\n",
              "mvnw",
              "#!/bin/sh\n",
              ".github/workflows/ci.yml",
              "on: push\n"));
  private final RepairTask task =
      ValidationTasks.task(
          snapshot,
          "java.lang.NullPointerException",
          "",
          new Call("shop.Cart", "name", Injections.SOURCE, "key.trim()", "String"),
          new Call("shop.Cart", "size", Injections.SOURCE, "name(key).length()", "String"),
          new Call("shop.Cart", "total", Injections.SOURCE, "coupon.length()", "String"));

  static Stream<Injections.Reply> hostile() {
    return Injections.replies();
  }

  static Stream<Injections.Reply> honest() {
    return Injections.honest();
  }

  static Stream<String> paths() {
    return Injections.paths();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noHostileReplyBecomesAPatch(Injections.Reply reply) {
    assertThat(patchThatPasses(reply.text())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("honest")
  void anHonestReplyDoes(Injections.Reply reply) {
    assertThat(patchThatPasses(reply.text())).isPresent();
  }

  /** Below the parser and the gates there is the work tree, which writes nowhere else. */
  @ParameterizedTest
  @MethodSource("paths")
  void evenWithoutAGateNothingIsWrittenOutsideOfTheTree(String path) throws IOException {
    Path root = Files.createDirectory(folder.resolve("tree")).toRealPath();
    Path canary = Files.createDirectory(folder.resolve("canary")).toRealPath();
    WorkTree tree = new WorkTree(snapshot, root);
    Files.createSymbolicLink(root.resolve("link"), canary);
    Files.createSymbolicLink(root.resolve("src/link"), canary);
    Map<String, String> before = outside();

    for (String tried : List.of(path, "link/" + path, "src/link/" + path)) {
      try {
        tree.apply(List.of(new FileChange(tried, null, "planted\n")));
      } catch (ValidationException | IllegalArgumentException e) {
        // It is refused; what counts is below.
      }
    }

    assertThat(outside()).isEqualTo(before);
  }

  @Test
  void thereAreHundredsOfThem() {
    long texts = (long) Injections.texts().size() * HostileTextTest.PLACES;
    assertThat(Injections.replies().count() + Injections.paths().count() + texts)
        .isGreaterThan(300);
  }

  private Optional<Patch> patchThatPasses(String text) {
    if (!(ReplyParser.parse(text) instanceof Reply.Change change)
        || !(PatchApplier.apply(snapshot, change.edits()) instanceof Application.Applied applied)) {
      return Optional.empty();
    }
    boolean parses =
        applied.patch().changes().stream()
            .filter(file -> file.path().endsWith(".java"))
            .allMatch(file -> Syntax.faults(file.after()).isEmpty());
    return parses && new Gates().refuse(task, applied.patch()).isEmpty()
        ? Optional.of(applied.patch())
        : Optional.empty();
  }

  /** Every file below the test's folder that is not in the work tree, with its content. */
  private Map<String, String> outside() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        if (!file.startsWith(folder.resolve("tree"))) {
          boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
          files.put(file.toString(), isFile ? Files.readString(file) : "");
        }
      }
    }
    return files;
  }
}
