package dev.hephaestus.javaagent.capture;

import java.util.Locale;

/**
 * Which values are withheld, by their names and by their looks.
 *
 * <p>It errs on the side of withholding; the client scrubs what is left by its own rules.
 */
final class Secrets {

  private static final int LONGEST_NAME = 200;
  private static final int MIN_CARD = 13;
  private static final int MAX_CARD = 19;

  private static final String[] NAMES = {
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "pwd",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "credential",
    "authorization",
    "cookie",
    "sessionid",
    "jsessionid",
    "cardnumber",
    "creditcard",
    "cvv",
    "cvc",
    "iban",
    "socialsecurity",
    "otp",
  };

  private static final String[] WHOLE_NAMES = {
    "auth", "pin", "ssn", "pan", "salt", "jwt", "bearer"
  };

  private static final String[] BEGINNINGS = {
    "eyJ",
    "Bearer ",
    "bearer ",
    "Basic ",
    "AKIA",
    "ASIA",
    "AIza",
    "ghp_",
    "gho_",
    "ghs_",
    "ghu_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxr-",
    "sk-",
    "sk_live_",
    "rk_live_",
    "npm_",
    "hvs.",
    "$2a$",
    "$2b$",
    "$2y$",
    "$argon2",
  };

  private Secrets() {}

  static boolean isNamedSo(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    String plain = plain(name);
    for (String whole : WHOLE_NAMES) {
      if (plain.equals(whole)) {
        return true;
      }
    }
    for (String part : NAMES) {
      if (plain.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != '.' && c != ' ') {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a text looks like a key, a token, a URL with a password, or a payment card's number.
   */
  static boolean looksSo(String text) {
    for (String beginning : BEGINNINGS) {
      if (text.startsWith(beginning) && text.length() >= beginning.length() + 8) {
        return true;
      }
    }
    return text.contains("-----BEGIN ") || hasPasswordInUrl(text) || isCard(text);
  }

  private static boolean hasPasswordInUrl(String text) {
    int scheme = text.indexOf("://");
    int at = scheme < 0 ? -1 : text.indexOf('@', scheme);
    int colon = at < 0 ? -1 : text.indexOf(':', scheme + 3);
    int slash = scheme < 0 ? -1 : text.indexOf('/', scheme + 3);
    return colon >= 0 && colon < at && (slash < 0 || at < slash);
  }

  /** By Luhn's check digit. */
  private static boolean isCard(String text) {
    if (text.length() < MIN_CARD || text.length() > 2 * MAX_CARD) {
      return false;
    }
    int digits = 0;
    int sum = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == ' ' || c == '-') {
        continue;
      }
      if (c < '0' || c > '9') {
        return false;
      }
      int digit = c - '0';
      int weighted = digits++ % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return digits >= MIN_CARD && digits <= MAX_CARD && sum % 10 == 0;
  }
}
