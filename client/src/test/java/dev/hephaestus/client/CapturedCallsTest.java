package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Thrown;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapturedCallsTest {

  private static final Object[] NONE = {};

  @Test
  void callsFindTheirFramesByNameLineAndOrder() {
    Thrown filled =
        calls(call("pay", 1, 5, "inner"), call("pay", 10, 15, "outer"), call("main", 20, 30, "m"))
            .into(thrown(frame("pay", 3), frame("helper", 7), frame("pay", 12), frame("main", 22)));
    assertThat(filled.getFramesList())
        .extracting(frame -> frame.getValuesCount() == 0 ? "" : frame.getValues(0).getText())
        .containsExactly("inner", "", "outer", "m");
  }

  @Test
  void callsOfNoFrameAreLeftOut() {
    Thrown thrown = thrown(frame("pay", 3));
    assertThat(calls(call("other", 1, 5, "a"), call("pay", 6, 9, "b")).into(thrown))
        .isEqualTo(thrown);
  }

  @Test
  void causesHaveCallsOfTheirOwn() {
    Thrown wrapped = thrown(frame("main", 4)).toBuilder().setCause(thrown(frame("pay", 3))).build();
    Thrown filled =
        new CapturedCalls(
                List.of(
                    new Object[] {call("main", 1, 5, "a")}, new Object[] {call("pay", 1, 5, "b")}))
            .into(wrapped);
    assertThat(filled.getFrames(0).getValues(0).getText()).isEqualTo("a");
    assertThat(filled.getCause().getFrames(0).getValues(0).getText()).isEqualTo("b");
  }

  @Test
  void partsKindsAndMarksArriveAndDepthIsBounded() {
    Object[] deep = value("v", 3, "text", NONE, false, false);
    for (int i = 0; i < 30; i++) {
      deep = value("part", 8, "", new Object[] {deep}, false, false);
    }
    Object[] call = {
      "shop.Till", "pay", 0, 0, new Object[] {deep, value("p", 3, "x", NONE, true, true)}
    };
    Frame frame = calls(call).into(thrown(frame("pay", 3))).getFrames(0);
    assertThat(frame.getValues(1).getRedacted()).isTrue();
    assertThat(frame.getValues(1).getText()).isEmpty();
    int depth = 0;
    CapturedValue value = frame.getValues(0);
    while (value.getPartsCount() > 0) {
      value = value.getParts(0);
      depth++;
    }
    assertThat(depth).isLessThan(16);
    assertThat(value.getTruncated()).isTrue();
    assertThat(value.getKind()).isEqualTo(CapturedValue.Kind.KIND_OBJECT);
  }

  @Test
  void withoutAnAgentThereAreNone() {
    assertThat(CapturedValues.ofTheAgent().of(new IllegalStateException())).isNull();
  }

  private static CapturedCalls calls(Object[]... calls) {
    return new CapturedCalls(Collections.<Object[]>singletonList(calls));
  }

  private static Object[] call(String method, int first, int last, String text) {
    return new Object[] {
      "shop.Till", method, first, last, new Object[] {value("a", 3, text, NONE, false, false)}
    };
  }

  private static Object[] value(
      String name, int kind, String text, Object[] parts, boolean cut, boolean redacted) {
    return new Object[] {name, "java.lang.String", kind, text, parts, cut, redacted};
  }

  private static Thrown thrown(Frame... frames) {
    return Thrown.newBuilder().setClassName("E").addAllFrames(List.of(frames)).build();
  }

  private static Frame frame(String method, int line) {
    return Frame.newBuilder().setClassName("shop.Till").setMethod(method).setLine(line).build();
  }
}
