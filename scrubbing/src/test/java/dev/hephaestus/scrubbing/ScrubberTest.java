package dev.hephaestus.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ScrubberTest {
  private final Scrubber scrubber = Scrubber.builder().build();
  private final ScrubTally tally = new ScrubTally();

  private String scrub(String text) {
    return scrubber.scrub(text, tally);
  }

  @Test
  void secretsAreCountedByRule() {
    ScrubbedText scrubbed = scrubber.scrub("password=hunter2 pwd=geheim client_secret=abc");

    assertThat(scrubbed.text())
        .isEqualTo(
            "password=[redacted:password] pwd=[redacted:password] client_secret=[redacted:secret]");
    assertThat(scrubbed.counts()).isEqualTo(Map.of("password", 2L, "secret", 1L));
  }

  @Test
  void aTextWithoutSecretsIsReturnedItself() {
    String text = "Could not price order 7 of Ann";
    assertThat(scrub(text)).isSameAs(text);
    assertThat(tally.counts()).isEmpty();
  }

  @Test
  void aMarkSaysNothingOfTheSecretsLength() {
    assertThat(scrub("password=q")).isEqualTo(scrub("password=" + "b7".repeat(5_000)));
  }

  @Test
  void overlappingSecretsAreOne() {
    String token = "ghp" + "_" + "a1B2c3D4e5F6".repeat(3);
    assertThat(scrub("password=" + token + "&x=1")).isEqualTo("password=[redacted:password]&x=1");
  }

  @Test
  void aLongTextIsReadToItsEnd() {
    String token = "AK" + "IA" + "ABCDEFGH12345678";
    for (int before : new int[] {1_000, 8_191, 65_535, 300_000}) {
      assertThat(scrub("word ".repeat(before / 5) + token)).endsWith("word [redacted:aws-key]");
    }
  }

  @Test
  void surrogatesAndOtherScriptsStayWhole() {
    assertThat(scrub("😀 password=😀geheim😀 ü 😀"))
        .isEqualTo("😀 password=[redacted:password] ü 😀");
    assertThat(scrub("\uD83D password=\uDE00\uD83D end"))
        .isEqualTo("\uD83D password=[redacted:password] end");
  }

  @Test
  void addressesAreSecretsOnlyWhereAskedFor() {
    String text =
        "ann.smith@example.org from 192.168.17.4:80 and fe80::1ff:fe23:4567:890a at 10:20:30";
    assertThat(scrub(text)).isSameAs(text);
    assertThat(Scrubber.builder().emailAddresses(true).ipAddresses(true).build().scrub(text).text())
        .isEqualTo(
            "[redacted:email] from [redacted:ip-address]:80 and [redacted:ip-address] at 10:20:30");
    String none =
        "1.2.3 12:34:56 a::b std::vector v1.2.3.4-rc 999.1.1.1 aa:bb:cc:dd:ee:ff @Override a@b";
    assertThat(Scrubber.builder().emailAddresses(true).ipAddresses(true).build().scrub(none).text())
        .isEqualTo(none);
  }

  @Test
  void furtherNamesMayHaveWildcards() {
    Scrubber more = Scrubber.builder().name("iban").name("customer*no").build();
    assertThat(more.scrub("IBAN=DE02 payee.iban: DE02 customer_ref_no=7 customerName=Ann").text())
        .isEqualTo(
            "IBAN=[redacted:by-name] payee.iban: [redacted:by-name]"
                + " customer_ref_no=[redacted:by-name] customerName=Ann");
    assertThat(more.isSensitive("CustomerNo")).isTrue();
    assertThat(more.isSensitive("customer")).isFalse();
    assertThatThrownBy(() -> Scrubber.builder().name("*a*"))
        .isInstanceOf(InvalidRuleException.class)
        .hasMessageContaining("*a*");
  }

  @Test
  void namesSayWhetherTheirValuesAreSecret() {
    for (String name :
        List.of(
            "password",
            "dbPassword",
            "X-Api-Key",
            "AWS_SECRET_ACCESS_KEY",
            "authToken",
            "session.id",
            "Set-Cookie",
            "DB_PASS",
            "client-secret",
            "newPassword2",
            "passwordHash")) {
      assertThat(scrubber.isSensitive(name)).as(name).isTrue();
    }
    for (String name :
        List.of(
            "user",
            "tokenCount",
            "passwordLength",
            "key",
            "primaryKey",
            "secretary",
            "compass",
            "order",
            "author",
            "tokenizer",
            "session",
            "PasswordEncoder")) {
      assertThat(scrubber.isSensitive(name)).as(name).isFalse();
    }
  }

  @Test
  void aNamedValueIsReplacedWholeOrElseScrubbed() {
    assertThat(scrubber.scrubNamed("password", "two words", tally, null))
        .isEqualTo("[redacted:password]");
    assertThat(scrubber.scrubNamed("note", "pwd=x1", tally, null))
        .isEqualTo("pwd=[redacted:password]");
    assertThat(scrubber.scrubNamed("tokens", "512", tally, null)).isEqualTo("512");
    assertThat(scrubber.scrubNamed("password", "", tally, null)).isEmpty();
  }

  @Test
  void argumentsWhosePlaceIsASecretsAreReplaced() {
    List<String> arguments = List.of("ann", "hunter2", "7");
    assertThat(scrubber.scrubArguments("user={} password={} n={}", arguments, tally, null))
        .containsExactly("ann", "[redacted:password]", "7");
    assertThat(scrubber.scrubArguments("n={2} pwd: {0}", arguments, tally, null))
        .containsExactly("[redacted:password]", "hunter2", "7");
    assertThat(scrubber.scrubArguments("%s of %d, secret=%s", arguments, tally, null))
        .containsExactly("ann", "hunter2", "[redacted:secret]");
    assertThat(scrubber.scrubArguments("{} {} {}", arguments, tally, null)).isEqualTo(arguments);
    assertThat(scrubber.hasSensitivePlaceholders("user={} password={} n={}")).isTrue();
    assertThat(scrubber.hasSensitivePlaceholders("{} {} {}")).isFalse();
  }

  @Test
  void aKnownSecretIsHiddenElsewhere() {
    KnownSecrets secrets = new KnownSecrets();
    scrubber.scrubNamed("password", "two words", tally, secrets);
    scrubber.scrub("postgres://app:s3cr3t!@db/x", tally, secrets);

    assertThat(secrets.hideIn("tried two words, then s3cr3t!", tally))
        .isEqualTo("tried [redacted:password], then [redacted:url-password]");
  }

  @Test
  void userRulesReplaceTheirFirstGroupOrAllOfTheMatch() {
    Scrubber more =
        Scrubber.builder()
            .rules("customer: \\bC-\\d{6}\\b => <customer> ;; plate: plate (\\w+) ;; any: [xyz]{9}")
            .build();
    assertThat(more.scrub("C-123456 drives plate AB123, C-12; xyzzyxxyz").text())
        .isEqualTo("<customer> drives plate [redacted:plate], C-12; [redacted:any]");
    assertThat(more.scrub("plate AB123").counts()).isEqualTo(Map.of("plate", 1L));
  }

  @Test
  void aUserRuleThatCannotWorkIsRefusedByName() {
    assertRefused("a(", "has no regular expression", "name: regex");
    assertRefused("bad: (x", "rule \"bad\"", "missing closing )");
    assertRefused("look: (?=x)y", "rule \"look\"", "RE2");
    assertRefused("loop: \\w+", "matches its own replacement");
    assertRefused("none: x*", "matches the empty text");
    assertRefused("Big Name: x", "lower-case");
  }

  private static void assertRefused(String rule, String... parts) {
    Throwable refused =
        org.assertj.core.api.Assertions.catchThrowable(() -> Scrubber.builder().rules(rule));
    assertThat(refused).as(rule).isInstanceOf(InvalidRuleException.class);
    if (!rule.startsWith("a(")) {
      assertThat(refused).hasMessageContainingAll(parts);
    }
  }

  @Test
  void whatComesOutIsBounded() {
    Scrubber more = Scrubber.builder().rules("q: q => " + "w".repeat(100)).build();
    assertThat(more.scrub("q".repeat(100_000)).text().length()).isLessThanOrEqualTo(300_001);
    assertThat(scrub("pwd=a ".repeat(10_000)).length()).isLessThanOrEqualTo(180_001);
  }

  @Test
  void whateverComesItEndsAndStaysTheSameTheSecondTime() {
    Random random = new Random(42);
    List<Corpus.Labelled> secrets = Corpus.secrets();
    List<String> harmless = Corpus.harmless();
    Scrubber all =
        Scrubber.builder().emailAddresses(true).ipAddresses(true).rules("r: id-(\\d+)").build();
    for (int i = 0; i < 4_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(4); j >= 0; j--) {
        String some =
            random.nextBoolean()
                ? secrets.get(random.nextInt(secrets.size())).text
                : harmless.get(random.nextInt(harmless.size()));
        int from = random.nextInt(some.length());
        text.append(
            some, random.nextInt(from + 1), from + random.nextInt(some.length() - from + 1));
        text.append(
            List.of("", " ", "=", "\"", "[", "password=", "{", "://").get(random.nextInt(8)));
      }
      String once = all.scrub(text.toString(), tally);
      assertThat(all.scrub(once, tally)).as("of %s", text).isEqualTo(once);
    }
    assertThat(tally.counts()).doesNotContainKey("unreadable");
  }

  /** Each of these was, or could be, read again from every one of its beginnings. */
  @Test
  @Timeout(60)
  void textsMadeToBeSlowAreNot() {
    Scrubber all = Scrubber.builder().emailAddresses(true).ipAddresses(true).build();
    for (String piece :
        List.of(
            "password=",
            "token=",
            "token='",
            "token=[",
            "tokentoken",
            "Cookie: a;",
            "sk-proj-",
            "xoxb-",
            "eyJ-",
            "eyJa.",
            "-----BEGIN ",
            "://",
            "://a:b/",
            "jdbc:oracle:",
            "@",
            "a@",
            "4 ",
            "4111 ",
            "Bearer ",
            "Basic ",
            "discord",
            "1:AA",
            "\\\"",
            "password\\\"",
            "--token ",
            "1.",
            "::",
            "password=,",
            "token=,a",
            "token=x,",
            "[redacted:",
            "{\"token\":{",
            "<token>")) {
      String text = piece.repeat(100_000 / piece.length());
      assertThat(all.scrub(text, tally)).as(piece).isNotEmpty();
    }
  }
}
