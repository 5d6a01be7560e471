package dev.hephaestus.server.repository;

/** Names of types as sources write them, and as lookups compare them. */
public final class TypeNames {

  private TypeNames() {}

  /**
   * {@code java.util.Map.Entry<K, V>[]} gives {@code Entry}; {@code shop.Cart$Line}, {@code Line}.
   */
  public static String simple(String type) {
    int end = 0;
    while (end < type.length() && "<[".indexOf(type.charAt(end)) < 0) {
      end++;
    }
    String raw = type.substring(0, end).replace("...", "").trim();
    int cut = Math.max(Math.max(raw.lastIndexOf('.'), raw.lastIndexOf('$')), raw.lastIndexOf(' '));
    return written(raw.substring(cut + 1));
  }

  /** A local class's name without its number. */
  public static String written(String simpleName) {
    int digits = 0;
    while (digits < simpleName.length() && Character.isDigit(simpleName.charAt(digits))) {
      digits++;
    }
    return simpleName.substring(digits);
  }
}
