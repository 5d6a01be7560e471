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
    if (isIn(two, 51, 55) || isIn(four, 2221, 2720)) { // Mastercard
      return length == 16;
    }
    if (two == 34 || two == 37) { // American Express
      return length == 15;
    }
    if (two == 36 || two == 38 || two == 39 || isIn(four, 3000, 3059)) { // Diners Club
      return length == 14 || length == 16;
    }
    boolean discover = four == 6011 || isIn(four, 6440, 6599);
    boolean jcb = isIn(four, 3528, 3589);
    boolean unionPay = two == 62;
    boolean maestro = four == 5018 || four == 5020 || four == 5038 || four == 6304 || four == 6759;
    return (discover || jcb || unionPay || maestro) && length >= 16;
  }

  private static boolean isIn(int digits, int first, int last) {
    return digits >= first && digits <= last;
  }
}
