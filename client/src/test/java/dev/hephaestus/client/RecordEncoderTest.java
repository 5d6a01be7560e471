package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Thrown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class RecordEncoderTest {
  private final RecordEncoder encoder =
      new RecordEncoder(
          new FrameOrigins(RecordEncoderTest.class.getClassLoader()),
          new RecordScrubber(TestClients.configuration("localhost:1").scrubbing));

  private static ClientRecord record() {
    return ClientRecord.of(1_000_000_001L, RecordLevel.ERROR, "shop.Checkout");
  }

  private LogRecord encode(ClientRecord record) {
    return encoder.encode(record, LogRecord.Role.ROLE_TRIGGER);
  }

  private Thrown encode(Throwable throwable) {
    return encode(record().throwable(throwable)).getThrown();
  }

  @Test
  void allPartsArrive() {
    LogRecord wire =
        encode(
            record()
                .thread("main")
                .template("order {} of {}")
                .arguments(7, "Ann")
                .message("order 7 of Ann")
                .mdc(
                    Map.of(
                        "trace_id",
                        "0123456789abcdef0123456789abcdef",
                        "spanId",
                        "0123456789abcdef"))
                .markers(List.of("AUDIT", "MONEY"))
                .keyValue("amount", 12.5));

    assertThat(wire.getTimeUnixNanos()).isEqualTo(1_000_000_001L);
    assertThat(wire.getTemplate()).isEqualTo("order {} of {}");
    assertThat(wire.getArgumentsList()).containsExactly("7", "Ann");
    assertThat(wire.getMessage()).isEqualTo("order 7 of Ann");
    assertThat(wire.getMarkersList()).containsExactly("AUDIT", "MONEY");
    assertThat(WirePairs.map(wire.getKeyValuesList())).containsExactly(Map.entry("amount", "12.5"));
    assertThat(wire.getTraceId()).isEqualTo("0123456789abcdef0123456789abcdef");
    assertThat(wire.getSpanId()).isEqualTo("0123456789abcdef");
  }

  @Test
  void argumentsThatCanChangeAreRenderedWhenLogged() {
    StringBuilder changing = new StringBuilder("as logged");
    ClientRecord record = record().arguments(changing, new int[] {1, 2}, null);
    changing.append(", changed");

    assertThat(encode(record).getArgumentsList()).containsExactly("as logged", "[1, 2]", "null");
  }

  @Test
  void aMessageMadeLaterSaysWhatWasLogged() {
    StringBuilder changing = new StringBuilder("as logged");
    Object[] arguments = {"A-4711", 3, changing};
    ClientRecord record =
        record()
            .template("{} {} {}")
            .arguments(arguments)
            .messageLater((template, values) -> template + Arrays.toString(values));
    changing.setLength(2);
    arguments[0] = "changed";

    assertThat(encode(record).getMessage()).isEqualTo("{} {} {}[A-4711, 3, as logged]");
  }

  @Test
  void aRenderingThatThrowsIsContained() {
    ClientRecord record =
        record()
            .template("{}")
            .arguments(1)
            .messageLater(
                (template, values) -> {
                  throw new IllegalStateException();
                });

    assertThat(encode(record).getMessage()).contains("could not be rendered");
  }

  @Test
  void pairsWithoutKeyOrValueAreLeftOutAndTheLastOfAKeyCounts() {
    StringPairs pairs = new StringPairs(1);
    pairs.add("ndc", "first");
    pairs.add(null, "no key");
    pairs.add("no value", null);
    pairs.add("ndc", 2);
    Map<String, String> withNull = new HashMap<>();
    withNull.put("kept", "yes");
    withNull.put("none", null);

    assertThat(WirePairs.map(encode(record().unchangingMdc(pairs)).getMdcList()))
        .containsExactly(Map.entry("ndc", "2"));
    assertThat(WirePairs.map(encode(record().unchangingMdc(withNull)).getMdcList()))
        .containsExactly(Map.entry("kept", "yes"));
    assertThat(pairs.get("ndc")).isEqualTo("2");
  }

  @Test
  void toStringThatThrowsIsContained() {
    Object hostile =
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("no");
          }
        };
    LogRecord wire = encode(record().arguments(hostile, "good").keyValue("k", hostile));

    assertThat(wire.getArguments(0)).contains("threw java.lang.AssertionError");
    assertThat(wire.getArguments(1)).isEqualTo("good");
    assertThat(WirePairs.map(wire.getKeyValuesList()).get("k")).contains("threw");
  }

  @Test
  void causesSuppressedAndCommonFramesArrive() {
    IllegalStateException outer = outer();

    Thrown wire = encode(outer);

    assertThat(wire.getClassName()).isEqualTo("java.lang.IllegalStateException");
    assertThat(wire.getMessage()).isEqualTo("outer");
    assertThat(wire.getFrames(0).getMethod()).isEqualTo("outer");
    assertThat(wire.getFrames(0).getFile()).isEqualTo("RecordEncoderTest.java");
    assertThat(wire.getFrames(0).getLine()).isPositive();
    assertThat(wire.getFrames(0).getJar()).isEqualTo("test-classes");
    assertThat(wire.getFramesList())
        .anySatisfy(frame -> assertThat(frame.getJar()).startsWith("junit-"));
    Thrown cause = wire.getCause();
    assertThat(cause.getClassName()).isEqualTo("java.lang.RuntimeException");
    assertThat(cause.hasMessage()).isFalse();
    assertThat(cause.getFramesList())
        .extracting(dev.hephaestus.proto.v1.Frame::getMethod)
        .containsExactly("inner", "outer");
    assertThat(cause.getFramesInCommon()).isEqualTo(outer.getStackTrace().length - 1);
    assertThat(wire.getSuppressed(0).getMessage()).isEqualTo("suppressed");
  }

  private static IllegalStateException outer() {
    try {
      inner();
      throw new AssertionError();
    } catch (RuntimeException cause) {
      IllegalStateException outer = new IllegalStateException("outer", cause);
      outer.addSuppressed(new IllegalArgumentException("suppressed"));
      return outer;
    }
  }

  private static void inner() {
    throw new RuntimeException();
  }

  @Test
  void circularChainsEnd() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    first.addSuppressed(second);

    Thrown wire = encode(first);

    assertThat(wire.getCause().getCause().getCircular()).isTrue();
    assertThat(wire.getCause().getCause().getFramesCount()).isZero();
  }

  @Test
  void deepChainsAndDeepStacksAreCut() {
    Throwable chain = new Exception("deepest");
    for (int i = 0; i < 500; i++) {
      chain = new Exception("level " + i, chain);
    }
    StackOverflowError overflow = new StackOverflowError();
    overflow.setStackTrace(manyFrames(5_000));

    assertThat(encode(chain).getSerializedSize()).isLessThan(1 << 20);
    Thrown wire = encode(overflow);
    assertThat(wire.getFramesCount() + wire.getFramesOmitted()).isEqualTo(5_000);
    assertThat(wire.getFramesCount()).isLessThan(1_000);
  }

  private static StackTraceElement[] manyFrames(int count) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new StackTraceElement("a.B", "m" + i, "B.java", i + 1));
    }
    return frames.toArray(new StackTraceElement[0]);
  }

  @Test
  void aThrowableWhoseGettersThrowStillArrives() {
    AtomicInteger asked = new AtomicInteger();
    Exception hostile =
        new Exception() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            asked.incrementAndGet();
            throw new IllegalStateException();
          }

          @Override
          public synchronized Throwable getCause() {
            throw new StackOverflowError();
          }

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException();
          }
        };

    Thrown wire = encode(hostile);

    assertThat(asked).hasPositiveValue();
    assertThat(wire.getClassName()).startsWith("dev.hephaestus.client.RecordEncoderTest$");
    assertThat(wire.getMessage()).contains("failed");
  }

  @Test
  void hugeAndMalformedTextIsCutAndRepaired() {
    String huge = "\uD83D\uDE00".repeat(400_000);
    Object[] arguments = new Object[100];
    java.util.Arrays.fill(arguments, huge);
    LogRecord wire = encode(record().template(huge).message("half \uD83D").arguments(arguments));

    assertThat(wire.getSerializedSize()).isLessThan(1 << 20);
    assertThat(wire.getMessage()).isEqualTo("half \uFFFD");
  }

  @Test
  void jarsAreNamedHoweverNested() {
    assertThat(FrameOrigins.name("file:/opt/app/orders-1.4.jar")).isEqualTo("orders-1.4.jar");
    assertThat(FrameOrigins.name("jar:nested:/opt/app.jar/!BOOT-INF/lib/orders-1.4.jar!/"))
        .isEqualTo("orders-1.4.jar");
    assertThat(FrameOrigins.name("file:/opt/app/classes/")).isEqualTo("classes");
  }
}
