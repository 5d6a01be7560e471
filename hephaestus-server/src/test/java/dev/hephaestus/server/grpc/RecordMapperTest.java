package dev.hephaestus.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.Thrown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class RecordMapperTest {

  @Test
  void keepsAllOfARecord() {
    LogRecord wire =
        WireFixture.record("Could not price order 7")
            .setLevel(dev.hephaestus.proto.v1.Level.LEVEL_WARN)
            .setThread("http-1")
            .setTemplate("Could not price order {}")
            .addArguments("7")
            .addMdc(WireFixture.pair("user", "u0"))
            .addMdc(WireFixture.pair("user", "u1"))
            .addMarkers("AUDIT")
            .addKeyValues(WireFixture.pair("order", "7"))
            .setTraceId("0af7651916cd43dd8448eb211c80319c")
            .setSpanId("b7ad6b7169203331")
            .setRole(LogRecord.Role.ROLE_CONTEXT)
            .build();

    assertThat(RecordMapper.record(wire))
        .isEqualTo(
            new dev.hephaestus.server.ingest.LogRecord(
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                Level.WARN,
                "shop.Cart",
                "http-1",
                "Could not price order {}",
                List.of("7"),
                "Could not price order 7",
                Map.of("user", "u1"),
                List.of("AUDIT"),
                Map.of("order", "7"),
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                true));
  }

  @Test
  void keepsAllOfAThrowableAndTellsNoMessageFromAnEmptyOne() {
    dev.hephaestus.proto.v1.Thrown wire =
        thrown("A")
            .setMessage("")
            .setFramesInCommon(3)
            .addFrames(
                dev.hephaestus.proto.v1.Frame.newBuilder()
                    .setClassName("shop.Cart")
                    .setMethod("total")
                    .setFile("Cart.java")
                    .setLine(42)
                    .setJar("shop.jar")
                    .setVersion("1.4")
                    .addValues(
                        dev.hephaestus.proto.v1.CapturedValue.newBuilder()
                            .setName("this")
                            .setType("shop.Cart")
                            .setKind(dev.hephaestus.proto.v1.CapturedValue.Kind.KIND_OBJECT)
                            .setTruncated(true)
                            .addParts(
                                dev.hephaestus.proto.v1.CapturedValue.newBuilder()
                                    .setName("pin")
                                    .setKind(dev.hephaestus.proto.v1.CapturedValue.Kind.KIND_STRING)
                                    .setRedacted(true))))
            .setCause(thrown("B"))
            .addSuppressed(thrown("C").setMessage("late"))
            .build();

    CapturedValue pin =
        new CapturedValue("pin", "", CapturedValue.Kind.STRING, "", List.of(), false, true);
    CapturedValue self =
        new CapturedValue(
            "this", "shop.Cart", CapturedValue.Kind.OBJECT, "", List.of(pin), true, false);
    assertThat(RecordMapper.thrown(wire))
        .isEqualTo(
            new Thrown(
                "A",
                "",
                List.of(
                    new Frame(
                        "shop.Cart", "total", "Cart.java", 42, "shop.jar", "1.4", List.of(self))),
                3,
                Thrown.of("B", null, List.of()),
                List.of(Thrown.of("C", "late", List.of()))));
  }

  @Test
  void aCircularReferenceIsNeverTheDeepestCause() {
    dev.hephaestus.proto.v1.Thrown wire =
        thrown("A")
            .setCause(
                thrown("B")
                    .setCause(thrown("A").setCircular(true))
                    .addSuppressed(thrown("A").setCircular(true)))
            .build();

    Thrown mapped = RecordMapper.thrown(wire);

    assertThat(mapped.deepestCause().className()).isEqualTo("B");
    assertThat(Objects.requireNonNull(mapped.cause()).suppressed()).isEmpty();
  }

  @Test
  void whatTheResourceHasFieldsForWinsOverItsAttributes() {
    Resource resource =
        RecordMapper.resource(
            dev.hephaestus.proto.v1.Resource.newBuilder()
                .setService("shop")
                .setServiceVersion("1.4")
                .setCommit("c0ffee")
                .setHost("web-1")
                .setPod("shop-7f")
                .setJvm("Temurin 25")
                .setProcessId(12)
                .setClient("hephaestus-logback 0.1.0")
                .addAttributes(WirePairs.of("k8s.pod.name", "other"))
                .addAttributes(WirePairs.of("zone", "eu"))
                .build());

    assertThat(resource)
        .isEqualTo(
            new Resource(
                "shop",
                "1.4",
                "c0ffee",
                "web-1",
                Map.of(
                    "k8s.pod.name", "shop-7f",
                    "process.runtime.description", "Temurin 25",
                    "process.pid", "12",
                    "hephaestus.client", "hephaestus-logback 0.1.0",
                    "zone", "eu")));
  }

  @Test
  void everyLevelAndKindHasItsCounterpart() {
    for (dev.hephaestus.proto.v1.Level level : dev.hephaestus.proto.v1.Level.values()) {
      boolean real =
          level != dev.hephaestus.proto.v1.Level.UNRECOGNIZED
              && level != dev.hephaestus.proto.v1.Level.LEVEL_UNSPECIFIED;
      assertThat(RecordMapper.level(level).isPresent()).as(level.name()).isEqualTo(real);
      RecordMapper.level(level)
          .ifPresent(ours -> assertThat(ours.number()).isEqualTo(level.getNumber()));
    }
  }

  private static dev.hephaestus.proto.v1.Thrown.Builder thrown(String className) {
    return dev.hephaestus.proto.v1.Thrown.newBuilder().setClassName(className);
  }
}
