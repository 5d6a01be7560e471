package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.CapturedValue.Kind;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NullSignalTest {

  private static final String STACK = "\n\tat shop.A.use(A.java:5)\n\tat shop.A.run(A.java:7)";

  @TempDir Path temp;
  private Situations code;

  @BeforeEach
  void write() {
    code =
        Situations.in(temp)
            .with(
                "shop/A.java",
                """
                package shop;
                class A {
                  private String name;
                  void use(String id) {
                    id.trim(); name.trim(); find().trim();
                  }
                  void run() { use(null); }
                  void rename(String n) { name = n; }
                  String find() { int a = 1; a++; a--; a++; a--; return null; }
                }
                """);
  }

  @Test
  void whoeverReturnedTheNullIsNamedByTheMessage() {
    assertThat(ranking("because the return value of \"shop.A.find()\" is null"))
        .containsExactly("A.find");
  }

  @Test
  void aNullFieldPointsAtWhoeverSetsItAndAtItsDeclaration() {
    assertThat(ranking("because \"this.name\" is null"))
        .containsExactlyInAnyOrder("A.rename", "A.name");
  }

  @Test
  void aNullParameterPointsAtTheCaller() {
    assertThat(ranking("because \"id\" is null")).containsExactly("A.run");
    assertThat(ranking("because \"<parameter1>\" is null")).containsExactly("A.run");
    assertThat(ranking("because \"<parameter9>\" is null")).isEmpty();
    assertThat(ranking("because \"<local4>\" is null")).isEmpty();
  }

  @Test
  void aMessageThatSaysNothingGivesNothing() {
    assertThat(ranking("null")).isEmpty();
    assertThat(ranking("because the return value of \"other.B.c()\" is null")).isEmpty();
  }

  @Test
  void capturedValuesSayItToo() {
    assertThat(captured(value("id", Kind.NULL, List.of()))).containsExactly("A.run");
    assertThat(captured(value("id", Kind.STRING, List.of()))).isEmpty();
    assertThat(captured(value("this", Kind.OBJECT, List.of(value("name", Kind.NULL, List.of())))))
        .containsExactlyInAnyOrder("A.rename", "A.name");
  }

  private List<String> ranking(String why) {
    return code.ranking(
        "java.lang.NullPointerException: Cannot invoke \"String.trim()\" " + why + STACK,
        new NullSignal());
  }

  private List<String> captured(CapturedValue value) {
    Thrown thrown =
        Thrown.of(
            "java.lang.NullPointerException",
            null,
            List.of(
                new Frame("shop.A", "use", "A.java", 5, "", "", List.of(value)),
                Frame.of("shop.A", "run", "A.java", 7)));
    LogRecord record = LogRecord.of(Instant.EPOCH, Level.ERROR, "shop.A", "failed", thrown);
    return Situations.suspects(code.snapshot(), record, new NullSignal()).stream()
        .map(suspect -> suspect.method().symbol())
        .toList();
  }

  private static CapturedValue value(String name, Kind kind, List<CapturedValue> parts) {
    return new CapturedValue(name, "T", kind, "", parts, false, false);
  }
}
