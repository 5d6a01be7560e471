package dev.hephaestus.javaagent.capture;

import java.util.List;

/**
 * A rendered value as an array of JDK types: name, type, kind, text, parts, truncated, redacted.
 *
 * <p><i>Source:</i> the kinds are the numbers of {@code CapturedValue.Kind} in record.proto.
 */
final class Node {

  static final int NULL = 1;
  static final int PRIMITIVE = 2;
  static final int STRING = 3;
  static final int ENUM = 4;
  static final int ARRAY = 5;
  static final int COLLECTION = 6;
  static final int MAP = 7;
  static final int OBJECT = 8;

  private static final Object[] NONE = {};

  private Node() {}

  static Object[] nothing(String name) {
    return node(name, "", NULL, "", NONE, false, false);
  }

  static Object[] text(String name, Object value, int kind, String text, boolean truncated) {
    return node(name, typeOf(value), kind, text, NONE, truncated, false);
  }

  static Object[] parts(
      String name, Object value, int kind, List<Object[]> parts, boolean truncated) {
    return node(name, typeOf(value), kind, "", parts.toArray(), truncated, false);
  }

  /** An entry of a map whose key is no text. */
  static Object[] entry(Object[] key, Object[] value) {
    return node("", "", OBJECT, "", new Object[] {key, value}, false, false);
  }

  /** A value that is only named, with its type. */
  static Object[] bare(String name, Object value, int kind, boolean truncated) {
    return node(name, typeOf(value), kind, "", NONE, truncated, false);
  }

  static Object[] withheld(String name, Object value, int kind) {
    return node(name, typeOf(value), kind, "", NONE, false, true);
  }

  private static String typeOf(Object value) {
    return value.getClass().getName();
  }

  private static Object[] node(
      String name,
      String type,
      int kind,
      String text,
      Object[] parts,
      boolean truncated,
      boolean redacted) {
    return new Object[] {name, type, kind, text, parts, truncated, redacted};
  }
}
