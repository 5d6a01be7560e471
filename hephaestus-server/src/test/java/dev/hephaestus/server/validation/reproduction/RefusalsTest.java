package dev.hephaestus.server.validation.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TestRepository;
import dev.hephaestus.server.validation.ValidationTasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RefusalsTest {
  private static final String CODE =
      """
      package shop;

      public class Till {
        /** Pays. */
        public int pay(int amount) {
          return check(amount);
        }

        /**
         * Refunds.
         *
         * @throws IllegalArgumentException when it is too much
         */
        public int refund(int amount) {
          return check(amount);
        }

        public int lend(int amount) throws BadAmount {
          return check(amount);
        }

        public int check(int amount) {
          return check(amount, 1);
        }

        public int check(int amount, int times) {
          throw new BadAmount();
        }

        static class BadAmount extends IllegalArgumentException {}
      }
      """;

  @TempDir private Path folder;

  @Test
  void whatTheOuterMethodDoesNotPromiseIsItsFault() {
    assertThat(brokenPromise("check", "pay")).isTrue();
  }

  @Test
  void whatTheOuterMethodDocumentsOrDeclaresIsARefusal() {
    assertThat(brokenPromise("check", "refund")).isFalse();
    assertThat(brokenPromise("check", "lend")).isFalse();
  }

  @Test
  void whatAMethodItselfThrowsOnPurposeIsARefusal() {
    assertThat(brokenPromise("check")).isFalse();
    assertThat(brokenPromise("check", "check")).isFalse();
  }

  private boolean brokenPromise(String... calls) {
    Snapshot snapshot =
        TestRepository.in(folder).write("src/main/java/shop/Till.java", CODE).snapshot();
    List<Frame> frames = new ArrayList<>();
    for (String call : calls) {
      frames.add(Frame.of("shop.Till", call, "Till.java", 0));
    }
    Thrown thrown = Thrown.of("shop.Till$BadAmount", null, frames);
    List<ProjectFrame> found =
        frames.stream().map(frame -> new ProjectFrame(thrown, frame, method(snapshot, frame))).toList();
    RepairTask plain = ValidationTasks.task(snapshot, "shop.Till$BadAmount", "");
    RepairTask task =
        new RepairTask(
            snapshot,
            plain.record(),
            new Localization(snapshot.commit(), List.of(), found),
            plain.context());
    return new Refusals(task, FaultTarget.of(task).orElseThrow()).brokenPromise().isPresent();
  }

  private static MethodDeclaration method(Snapshot snapshot, Frame frame) {
    return snapshot.types("shop.Till").get(0).methods().stream()
        .filter(method -> method.name().equals(frame.method()))
        .findFirst()
        .orElseThrow();
  }
}
