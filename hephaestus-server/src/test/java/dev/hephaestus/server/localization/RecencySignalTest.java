package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repository.Change;
import dev.hephaestus.server.repository.Snapshot;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecencySignalTest {

  private static final String TRACE = "x.E: e\n\tat A.a(A.java:2)\n\tat A.b(A.java:3)";

  @TempDir Path temp;
  private Snapshot code;

  @BeforeEach
  void write() {
    code =
        Situations.in(temp)
            .with("A.java", "class A {\n void a() { }\n void b() { }\n}\n")
            .snapshot();
  }

  @Test
  void theMethodWhoseLinesWereChangedLastIsALittleMoreSuspicious() {
    Snapshot changed = withHistory(List.of(change("A.java")), "@@ -1,0 +3 @@\n+ void b() { }\n");

    assertThat(why(changed, "A.b")).contains("was changed in 0123abcd");
    assertThat(why(changed, "A.a")).doesNotContain("was changed in 0123abcd");
    assertThat(new FrameLocalizer().localize(changed, Situations.record(TRACE)).suspects())
        .hasSize(2);
  }

  @Test
  void withoutHistoryNothingIsSaid() {
    assertThat(why(code, "A.b")).hasSize(1);
    assertThat(why(withHistory(List.of(change("B.java")), "@@ -1 +3 @@"), "A.b")).hasSize(1);
  }

  @Test
  void aCommitThatChangedEverythingSaysNothing() {
    List<String> paths = new ArrayList<>(List.of("A.java"));
    for (int i = 0; i < 100; i++) {
      paths.add("B" + i + ".java");
    }
    Snapshot changed = withHistory(List.of(change(paths.toArray(new String[0]))), "@@ -1 +3 @@");

    assertThat(why(changed, "A.b")).hasSize(1);
  }

  @Test
  void aDiffThatMakesNoSenseIsPassedOver() {
    for (String diff : List.of("", "@@ nonsense", "@@ -1 +0,0 @@", "@@ -1 +99999999,99999999 @@")) {
      assertThat(why(withHistory(List.of(change("A.java")), diff), "A.b")).hasSize(1);
    }
  }

  private static List<String> why(Snapshot snapshot, String symbol) {
    return Situations.suspects(
            snapshot, Situations.record(TRACE), new FrameSignal(), new RecencySignal())
        .stream()
        .filter(suspect -> suspect.method().symbol().equals(symbol))
        .flatMap(suspect -> suspect.why().stream())
        .filter(reason -> !reason.startsWith("but"))
        .toList();
  }

  private static Change change(String... paths) {
    return new Change("0123abcdef", Instant.EPOCH, "a", "s", List.of(paths));
  }

  /** The same code with a past. */
  private Snapshot withHistory(List<Change> history, String diff) {
    return (Snapshot)
        Proxy.newProxyInstance(
            Snapshot.class.getClassLoader(),
            new Class<?>[] {Snapshot.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "history" -> history;
                  case "diff" -> diff;
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" ->
                      System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                  default -> method.invoke(code, arguments);
                });
  }
}
