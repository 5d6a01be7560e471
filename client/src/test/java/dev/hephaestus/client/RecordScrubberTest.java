package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.hephaestus.client.testkit.WirePairs;
import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordScrubberTest {
  private static final String TOKEN = "ghp" + "_" + "a1B2c3D4e5F6".repeat(3);

  /** What the JVM and the encoder write themselves, from code and checked formats. */
  private static final Set<String> NOT_FROM_DATA =
      Set.of(
          "Thrown.class_name",
          "Frame.class_name",
          "Frame.method",
          "Frame.file",
          "Frame.jar",
          "Frame.version",
          "LogRecord.trace_id",
          "LogRecord.span_id",
          "CapturedValue.type",
          "Resource.commit",
          "Resource.jvm",
          "Resource.client");

  private final RecordScrubber scrubber = scrubber();

  private static RecordScrubber scrubber(String... options) {
    return new RecordScrubber(TestClients.configuration("localhost:1", options).scrubbing);
  }

  private static LogRecord encoded(ClientRecord record) {
    RecordEncoder encoder = new RecordEncoder(new FrameOrigins(null), scrubber());
    return encoder.encode(record, LogRecord.Role.ROLE_TRIGGER);
  }

  private static ClientRecord record() {
    return ClientRecord.of(1, RecordLevel.ERROR, "shop.Checkout");
  }

  @Test
  void noTextOfARecordOrResourceIsForgotten() {
    assertThat(scrubber.scrub((LogRecord) filled(LogRecord.newBuilder(), 0)).toString())
        .contains("[redacted:github-token]")
        .doesNotContain(TOKEN);
    assertThat(scrubber.scrub((Resource) filled(Resource.newBuilder(), 0)).toString())
        .contains("[redacted:github-token]")
        .doesNotContain(TOKEN);
  }

  /** With the token in every text that there is, so that a new field cannot be forgotten. */
  private static Message filled(Message.Builder message, int depth) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String name = field.getContainingType().getName() + "." + field.getName();
      if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
        set(message, field, NOT_FROM_DATA.contains(name) ? "name" : "x " + TOKEN);
      } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth < 5) {
        set(message, field, filled(message.newBuilderForField(field), depth + 1));
      }
    }
    if (message instanceof LogRecord.Builder) {
      ((LogRecord.Builder) message)
          .addMdc(WirePairs.of(TOKEN, TOKEN))
          .addKeyValues(WirePairs.of("k", TOKEN));
    } else if (message instanceof Resource.Builder) {
      ((Resource.Builder) message).addAttributes(WirePairs.of("a", TOKEN));
    }
    return message.build();
  }

  private static void set(Message.Builder message, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      message.addRepeatedField(field, value);
    } else {
      message.setField(field, value);
    }
  }

  @Test
  void whatAnArgumentsPlaceSaysIsHiddenInTheMessageAsWell() {
    LogRecord wire =
        encoded(
            record()
                .template("{} tried password: {}")
                .arguments("ann", "hunter2")
                .message("ann tried password: hunter2")
                .throwable(new IllegalStateException("no user with hunter2")));

    assertThat(wire.getTemplate()).isEqualTo("{} tried password: {}");
    assertThat(wire.getArgumentsList()).containsExactly("ann", "[redacted:password]");
    assertThat(wire.getMessage()).isEqualTo("ann tried password: [redacted:password]");
    assertThat(wire.getThrown().getMessage()).isEqualTo("no user with [redacted:password]");
  }

  @Test
  void aTokenThatTheTemplateGluedToAWordIsHidden() {
    LogRecord wire = encoded(record().template("x{}x").arguments(TOKEN).message("x" + TOKEN + "x"));

    assertThat(wire.getMessage()).isEqualTo("x[redacted:github-token]x");
  }

  @Test
  void namesOfTheContextDecide() {
    LogRecord wire =
        encoded(
            record()
                .mdc(Map.of("sessionId", "abcdef12", "user", "ann", "authorization", "Basic x"))
                .keyValue("clientSecret", "s3cret7"));

    assertThat(WirePairs.map(wire.getMdcList()))
        .containsEntry("sessionId", "[redacted:token]")
        .containsEntry("user", "ann")
        .containsEntry("authorization", "[redacted:authorization]");
    assertThat(WirePairs.map(wire.getKeyValuesList()))
        .containsEntry("clientSecret", "[redacted:secret]");
  }

  @Test
  void messagesOfCausesAndSuppressedAreScrubbed() {
    Exception outer = new Exception("outer", new Exception("password=hunter2"));
    outer.addSuppressed(new Exception("jdbc://ann:geheim@db/x", new Exception(TOKEN)));

    Thrown thrown = encoded(record().throwable(outer)).getThrown();

    assertThat(thrown.getMessage()).isEqualTo("outer");
    assertThat(thrown.getCause().getMessage()).isEqualTo("password=[redacted:password]");
    assertThat(thrown.getSuppressed(0).getMessage())
        .isEqualTo("jdbc://ann:[redacted:url-password]@db/x");
    assertThat(thrown.getSuppressed(0).getCause().getMessage())
        .isEqualTo("[redacted:github-token]");
  }

  @Test
  void capturedValuesAreWithheldByNameAndByLook() {
    CapturedValue holder =
        CapturedValue.newBuilder()
            .setName("this")
            .addParts(CapturedValue.newBuilder().setName("apiKey").setText("\"k\""))
            .addParts(CapturedValue.newBuilder().setName("note").setText("\"" + TOKEN + "\""))
            .addParts(
                CapturedValue.newBuilder()
                    .setName("password")
                    .addParts(CapturedValue.newBuilder().setName("0").setText("'h'")))
            .addParts(CapturedValue.newBuilder().setName("amount").setText("7"))
            .build();
    LogRecord record =
        LogRecord.newBuilder()
            .setThrown(Thrown.newBuilder().addFrames(Frame.newBuilder().addValues(holder)))
            .build();

    List<CapturedValue> parts =
        scrubber.scrub(record).getThrown().getFrames(0).getValues(0).getPartsList();

    assertThat(parts)
        .extracting(CapturedValue::getRedacted)
        .containsExactly(true, true, true, false);
    assertThat(parts).extracting(CapturedValue::getText).containsExactly("", "", "", "7");
    assertThat(parts.get(2).getPartsCount()).isZero();
  }

  @Test
  void whatACutLeftOfASecretIsNoSecretLeft() {
    int most = 64 * 1024;
    for (int kept = 1; kept <= TOKEN.length(); kept += 5) {
      String message = "word ".repeat(most / 5).substring(0, most - kept - 1) + TOKEN + " and more";
      assertThat(encoded(record().message(message)).getMessage())
          .doesNotContain("ghp", "p_", "a1B");
    }
    String card = "4242 4242 4242 4242";
    String message = "x".repeat(20) + " ".repeat(most - 36) + card + " and more";
    assertThat(encoded(record().message(message)).getMessage()).doesNotContain("42");
    String argument = " ".repeat(8 * 1024 - 8) + TOKEN;
    assertThat(encoded(record().arguments(argument)).getArguments(0)).doesNotContain("ghp");
  }

  @Test
  void aRecordWithoutSecretsStaysTheSameObjectAndOneThatIsOffAsWell() {
    LogRecord clean =
        LogRecord.newBuilder().setMessage("order 7").addMdc(WirePairs.of("user", "ann")).build();
    LogRecord secret = LogRecord.newBuilder().setMessage(TOKEN).build();

    assertThat(scrubber.scrub(clean)).isSameAs(clean);
    assertThat(scrubber("scrub", "false").scrub(secret)).isSameAs(secret);
  }

  @Test
  void optionsAddAddressesNamesAndRules() {
    RecordScrubber more =
        scrubber(
            "scrubEmail", "true",
            "scrubIp", "true",
            "scrubKeys", "iban, customer*",
            "scrubRules", "order: order-\\d+ => <order>");
    LogRecord record =
        LogRecord.newBuilder()
            .setMessage("ann@example.org from 10.0.0.7 bought order-77")
            .addMdc(WirePairs.of("customerName", "Ann"))
            .build();

    LogRecord clean = more.scrub(record);

    assertThat(clean.getMessage())
        .isEqualTo("[redacted:email] from [redacted:ip-address] bought <order>");
    assertThat(WirePairs.map(clean.getMdcList()))
        .containsEntry("customerName", "[redacted:by-name]");
    assertThat(more.counts()).containsKeys("email", "ip-address", "order", "by-name");
  }

  @Test
  void aRecordStaysBelowAMebibyteHoweverMuchIsMarked() {
    Object[] arguments = new Object[64];
    java.util.Arrays.fill(arguments, "pwd=q ".repeat(1_300));
    LogRecord wire = encoded(record().message("pwd=q ".repeat(10_900)).arguments(arguments));

    assertThat(wire.getSerializedSize()).isLessThan(1 << 20);
    assertThat(wire.getMessage().length()).isLessThanOrEqualTo(262_144);
  }
}
