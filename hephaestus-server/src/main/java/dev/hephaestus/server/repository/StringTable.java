package dev.hephaestus.server.repository;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The strings of one source, each once, by number.
 *
 * <p><i>Shape:</i> a count; for each its length in bytes, doubled, plus 1 for two bytes a character
 * instead of one; then the bytes of all. Literals may hold halves of surrogate pairs, which UTF-8
 * would lose.
 */
final class StringTable {

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  int number(String text) {
    Integer known = numbers.putIfAbsent(text, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  void writeTo(ByteSink out) {
    out.varint(numbers.size());
    ByteSink all = new ByteSink();
    for (String text : numbers.keySet()) {
      boolean wide = text.chars().anyMatch(c -> c > 0xff);
      byte[] bytes = wide ? twoBytes(text) : text.getBytes(StandardCharsets.ISO_8859_1);
      out.varint(bytes.length << 1 | (wide ? 1 : 0));
      all.raw(bytes);
    }
    out.raw(all.toBytes());
  }

  private static byte[] twoBytes(String text) {
    byte[] bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) (text.charAt(i) >>> 8);
      bytes[2 * i + 1] = (byte) text.charAt(i);
    }
    return bytes;
  }

  /** The strings of a written table, each made when it is first asked for. */
  static final class Written {

    private final byte[] bytes;
    private final int[] lengths;
    private final int[] starts;
    private final String[] strings;

    Written(byte[] bytes, int at) {
      this.bytes = bytes;
      ByteCursor in = new ByteCursor(bytes, at);
      int count = in.varint();
      lengths = new int[count];
      starts = new int[count];
      strings = new String[count];
      int start = 0;
      for (int i = 0; i < count; i++) {
        lengths[i] = in.varint();
        starts[i] = start;
        start += lengths[i] >>> 1;
      }
      int first = in.at();
      for (int i = 0; i < count; i++) {
        starts[i] += first;
      }
    }

    /** Two threads may make the same string; either will do. */
    @SuppressWarnings("NullAway") // an element is null until its string was made
    String string(int number) {
      String made = strings[number];
      if (made == null) {
        made = make(starts[number], lengths[number] >>> 1, (lengths[number] & 1) == 1);
        strings[number] = made;
      }
      return made;
    }

    private String make(int start, int length, boolean wide) {
      if (!wide) {
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
      }
      char[] chars = new char[length / 2];
      for (int i = 0; i < chars.length; i++) {
        chars[i] = (char) ((bytes[start + 2 * i] & 0xff) << 8 | (bytes[start + 2 * i + 1] & 0xff));
      }
      return new String(chars);
    }
  }
}
