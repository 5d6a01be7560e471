package dev.hephaestus.scrubbing;

/**
 * Which numbers the card networks give out.
 *
 * <p><em>Source:</em> the networks' published ranges.
 */
final class CardIssuers {
  private CardIssuers() {}

  static boolean issue(CharSequence digits) {
    int length = digits.length();
    int four = Integer.parseInt(digits.toString().substring(0, 4));
    int two = four / 100;
    if (four / 1000 == 4) { // Visa
      return length == 13 || length == 16 || length == 19;
    }
    if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) { // Mastercard
      return length == 16;
    }
    if (two == 34 || two == 37) { // American Express
      return length == 15;
    }
    if (two == 36 || two == 38 || two == 39 || four >= 3000 && four <= 3059) { // Diners Club
      return length == 14 || length == 16;
    }
    boolean discover = four == 6011 || four >= 6440 && four <= 6599;
    boolean jcb = four >= 3528 && four <= 3589;
    boolean unionPay = two == 62;
    boolean maestro = four == 5018 || four == 5020 || four == 5038 || four == 6304 || four == 6759;
    return (discover || jcb || unionPay || maestro) && length >= 16;
  }
}
