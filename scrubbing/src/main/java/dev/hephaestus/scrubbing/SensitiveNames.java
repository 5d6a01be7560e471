package dev.hephaestus.scrubbing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows the names whose values are secrets, however they are written: {@code dbPassword}, {@code
 * X-Api-Key}, {@code AWS_SECRET_ACCESS_KEY}.
 *
 * <p>The last word decides: a {@code tokenCount} is no token. Words that only say which one or how
 * it is written are passed over.
 */
final class SensitiveNames {
  private static final int LONGEST = 128;

  private static final List<Stem> STEMS =
      List.of(
          Stem.certain("password", "password"),
          Stem.certain("password", "passwd"),
          Stem.certain("password", "passwort"),
          Stem.certain("password", "passphrase"),
          Stem.certain("password", "passcode"),
          Stem.folderToo("password", "pwd"),
          Stem.lastOfSeveral("password", "pass"),
          Stem.likely("password", "pass"),
          Stem.certain("secret", "secret"),
          Stem.certain("secret", "secrets"),
          Stem.certain("secret", "secretid"),
          Stem.certain("authorization", "authorization"),
          Stem.certain("cookie", "cookie"),
          Stem.certain("cookie", "cookies"),
          Stem.word("secret", "cvv"),
          Stem.word("secret", "cvc"),
          Stem.word("secret", "ssn"),
          Stem.likely("token", "token"),
          Stem.likely("token", "tokens"),
          Stem.likely("token", "jwt"),
          Stem.likely("token", "sessionid"),
          Stem.likely("token", "sessid"),
          Stem.likely("token", "otp"),
          Stem.likely("secret", "credential"),
          Stem.likely("secret", "credentials"),
          Stem.likely("secret", "signature"),
          Stem.likely("secret", "sig"),
          Stem.likely("secret", "auth"));

  private static final List<String> KEYS =
      List.of(
          "api",
          "access",
          "private",
          "account",
          "signing",
          "encryption",
          "master",
          "shared",
          "auth",
          "session",
          "license",
          "storage",
          "subscription",
          "integration",
          "service");

  /** Words after the deciding one. */
  private static final List<String> TAILS =
      List.of(
          "value",
          "text",
          "plain",
          "raw",
          "hash",
          "encoded",
          "base64",
          "b64",
          "header",
          "param",
          "confirmation",
          "confirm",
          "again",
          "repeat",
          "old",
          "new",
          "current",
          "prod",
          "production",
          "staging",
          "dev",
          "test",
          "live",
          "0",
          "1",
          "2",
          "3");

  /** What is said of a password without being one. */
  private static final Set<String> ABOUT =
      Set.of(
          "count",
          "length",
          "len",
          "size",
          "type",
          "expires",
          "expiry",
          "expired",
          "expiration",
          "ttl",
          "url",
          "uri",
          "link",
          "endpoint",
          "path",
          "file",
          "policy",
          "policies",
          "enabled",
          "required",
          "valid",
          "limit",
          "index",
          "age",
          "at",
          "date",
          "time",
          "changed",
          "reset",
          "status",
          "state",
          "strength",
          "encoder",
          "field",
          "label",
          "hint",
          "error",
          "errors",
          "version",
          "algorithm",
          "attempts",
          "java",
          "kt",
          "class",
          "authentication",
          "service",
          "manager",
          "validator",
          "name");

  private final List<NamePattern> more;

  SensitiveNames(List<NamePattern> more) {
    this.more = List.copyOf(more);
  }

  List<String> keywords() {
    List<String> keywords =
        new ArrayList<>(
            List.of(
                "passw",
                "passphrase",
                "passcode",
                "pwd",
                "pass",
                "secret",
                "authorization",
                "cookie",
                "cvv",
                "cvc",
                "ssn",
                "token",
                "jwt",
                "sessid",
                "otp",
                "credential",
                "signature",
                "sig=",
                "auth"));
    for (String separator : List.of("", "_", "-", ".")) {
      keywords.add("session" + separator + "id");
      for (String key : KEYS) {
        keywords.add(key + separator + "key");
      }
    }
    for (NamePattern pattern : more) {
      keywords.add(pattern.keyword());
    }
    return keywords;
  }

  /** What the name says of its value; absent where it is no secret's. */
  @Nullable Sensitivity of(String name) {
    if (name.length() > LONGEST) {
      return null;
    }
    for (NamePattern pattern : more) {
      if (pattern.matches(name)) {
        return Sensitivity.NAMED;
      }
    }
    String flat = withoutTails(flat(name));
    if (flat.endsWith("key") && isKey(flat)) {
      return Sensitivity.KEY;
    }
    for (Stem stem : STEMS) {
      if (flat.endsWith(stem.text)
          && (!stem.asWord || isWord(name, stem.text))
          && (!stem.asLastOfSeveral || flat.length() > stem.text.length())) {
        return stem.sensitivity;
      }
    }
    boolean password = flat.contains("password") || flat.contains("passwd");
    return password && !ABOUT.contains(lastWord(name)) ? Sensitivity.PASSWORD : null;
  }

  private static boolean isKey(String flat) {
    String before = flat.substring(0, flat.length() - "key".length());
    return before.endsWith("secret") || KEYS.stream().anyMatch(before::endsWith);
  }

  /** Letters and digits alone, in lower case. */
  private static String flat(String name) {
    StringBuilder flat = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (CharClass.ALPHANUMERIC.has(c)) {
        flat.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
      }
    }
    return flat.toString();
  }

  private static String withoutTails(String flat) {
    String left = flat;
    for (int i = 0; i < TAILS.size(); i++) {
      String tail = TAILS.get(i);
      if (left.length() > tail.length() && left.endsWith(tail)) {
        left = left.substring(0, left.length() - tail.length());
        i = -1; // Once more from the first: there may be several.
      }
    }
    return left;
  }

  private static boolean isWord(String name, String word) {
    int start = name.toLowerCase(Locale.ROOT).lastIndexOf(word);
    if (start <= 0) {
      return true;
    }
    char before = name.charAt(start - 1);
    char first = name.charAt(start);
    boolean hump = first >= 'A' && first <= 'Z' && before >= 'a' && before <= 'z';
    return !CharClass.ALPHANUMERIC.has(before) || hump;
  }

  private static String lastWord(String name) {
    int start = name.length();
    while (start > 0 && CharClass.LETTERS.has(name.charAt(start - 1))) {
      start--;
      char c = name.charAt(start);
      if (c >= 'A'
          && c <= 'Z'
          && CharClass.LETTERS.at(name, start - 1)
          && name.charAt(start - 1) >= 'a') {
        break;
      }
    }
    return name.substring(start).toLowerCase(Locale.ROOT);
  }

  private static final class Stem {
    final String text;
    final Sensitivity sensitivity;
    final boolean asWord;
    final boolean asLastOfSeveral;

    private Stem(String text, Sensitivity sensitivity, boolean asWord, boolean asLastOfSeveral) {
      this.text = text;
      this.sensitivity = sensitivity;
      this.asWord = asWord;
      this.asLastOfSeveral = asLastOfSeveral;
    }

    static Stem certain(String rule, String text) {
      return new Stem(text, new Sensitivity(Rule.of(rule), true), false, false);
    }

    /** {@code PWD}, which every shell sets. */
    static Stem folderToo(String rule, String text) {
      return new Stem(text, new Sensitivity(Rule.of(rule), true).unlessPath(), false, false);
    }

    static Stem word(String rule, String text) {
      return new Stem(text, new Sensitivity(Rule.of(rule), true), true, false);
    }

    static Stem lastOfSeveral(String rule, String text) {
      return new Stem(text, new Sensitivity(Rule.of(rule), true), true, true);
    }

    /** Names that have other uses too: the value must look like a secret. */
    static Stem likely(String rule, String text) {
      return new Stem(text, new Sensitivity(Rule.of(rule), false), text.length() <= 4, false);
    }
  }
}
