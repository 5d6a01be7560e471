package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ContextsTest {
  private static final long PLENTY = 1 << 20;

  private static ClientRecord record(String thread, Map<String, String> mdc, String message) {
    return ClientRecord.of(1, RecordLevel.INFO, "shop.Checkout")
        .thread(thread)
        .mdc(mdc)
        .message(message);
  }

  private static ClientRecord on(String thread, String message) {
    return record(thread, Map.of(), message);
  }

  private static ClientRecord of(String trace, String thread, String message) {
    return record(thread, Map.of("trace_id", trace), message);
  }

  private static List<String> before(Contexts contexts, ClientRecord trigger) {
    List<String> messages = new ArrayList<>();
    for (ClientRecord record : contexts.takeBefore(trigger)) {
      messages.add(String.valueOf(record.message()));
    }
    return messages;
  }

  @Test
  void aTraceIsFollowedFromThreadToThread() {
    Contexts contexts = new Contexts(10, PLENTY);
    contexts.add(of("a", "http-1", "a1"));
    contexts.add(of("b", "http-1", "b1"));
    contexts.add(on("http-1", "of nobody's"));
    contexts.add(of("a", "worker-7", "a2"));

    assertThat(before(contexts, of("a", "worker-7", "trigger"))).containsExactly("a1", "a2");
    assertThat(before(contexts, of("a", "worker-7", "again"))).isEmpty();
    assertThat(before(contexts, on("http-1", "trigger"))).containsExactly("of nobody's");
  }

  @Test
  void withoutTraceTheThreadCountsAndWithoutEitherTheProcess() {
    Contexts contexts = new Contexts(10, PLENTY);
    contexts.add(on("one", "1"));
    contexts.add(on("two", "2"));
    contexts.add(on("", "virtual"));

    assertThat(before(contexts, on("two", "trigger"))).containsExactly("2");
    assertThat(before(contexts, on("", "trigger"))).containsExactly("virtual");
  }

  @Test
  void eachKeepsItsLastOnes() {
    Contexts contexts = new Contexts(2, PLENTY);
    for (int i = 0; i < 5; i++) {
      contexts.add(on("one", "1-" + i));
      contexts.add(on("two", "2-" + i));
    }
    contexts.resize(1);

    assertThat(before(contexts, on("one", "trigger"))).containsExactly("1-4");
    contexts.resize(0);
    assertThat(before(contexts, on("two", "trigger"))).isEmpty();
  }

  @Test
  void manyTracesStayWithinTheBytesAndTheQuietestGoFirst() {
    Contexts contexts = new Contexts(100, 50_000);
    contexts.add(of("quiet", "t", "forgotten"));
    for (int i = 0; i < 100_000; i++) {
      contexts.add(of("trace-" + i, "t", "x"));
      if (i % 10 == 0) {
        contexts.add(of("busy", "t", "busy " + i));
      }
    }

    assertThat(before(contexts, of("quiet", "t", "trigger"))).isEmpty();
    assertThat(before(contexts, of("trace-99999", "t", "trigger"))).containsExactly("x");
    assertThat(before(contexts, of("busy", "t", "trigger"))).contains("busy 99990");
  }

  @Test
  void oneRecordLargerThanAllRoomIsNotKept() {
    Contexts contexts = new Contexts(100, 10_000);
    contexts.add(on("t", "x".repeat(20_000)));
    contexts.add(on("t", "fits"));

    assertThat(before(contexts, on("t", "trigger"))).containsExactly("fits");
  }
}
