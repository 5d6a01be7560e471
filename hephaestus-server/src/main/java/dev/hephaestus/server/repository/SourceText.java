package dev.hephaestus.server.repository;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * The text of a file and how it was encoded, so that a changed text can be written back likewise.
 *
 * <p><i>Shape:</i> a byte order mark is no part of the text. Whatever the bytes are, encoding the
 * unchanged text gives the same bytes again.
 *
 * @param text the characters
 * @param encoding what they were written in
 */
public record SourceText(String text, Encoding encoding) {

  /** An encoding of sources, with or without its byte order mark. */
  public enum Encoding {
    UTF_8(StandardCharsets.UTF_8, ""),
    UTF_8_MARKED(StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf"),
    UTF_16LE_MARKED(StandardCharsets.UTF_16LE, "\u00ff\u00fe"),
    UTF_16BE_MARKED(StandardCharsets.UTF_16BE, "\u00fe\u00ff"),
    UTF_16LE(StandardCharsets.UTF_16LE, ""),
    UTF_16BE(StandardCharsets.UTF_16BE, ""),
    /** Gives every byte a character, so that it fits where nothing else does. */
    ISO_8859_1(StandardCharsets.ISO_8859_1, "");

    private final Charset charset;

    /** Its bytes as characters. */
    private final String mark;

    Encoding(Charset charset, String mark) {
      this.charset = charset;
      this.mark = mark;
    }

    /** Whether every character of the text can be written. */
    public boolean canEncode(String text) {
      return charset.newEncoder().canEncode(text);
    }

    /** The bytes of a file with this text; what cannot be written becomes a question mark. */
    public byte[] encode(String text) {
      byte[] content = text.getBytes(charset);
      byte[] file = Arrays.copyOf(mark.getBytes(StandardCharsets.ISO_8859_1), length(content));
      System.arraycopy(content, 0, file, mark.length(), content.length);
      return file;
    }

    private int length(byte[] content) {
      return mark.length() + content.length;
    }

    /** For people: {@code UTF-8}. */
    @Override
    public String toString() {
      return mark.isEmpty() ? charset.name() : charset.name() + " with a byte order mark";
    }

    private boolean marks(byte[] file) {
      for (int i = 0; i < mark.length(); i++) {
        if (i >= file.length || (file[i] & 0xFF) != mark.charAt(i)) {
          return false;
        }
      }
      return !mark.isEmpty();
    }

    private String decode(byte[] file) throws CharacterCodingException {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(file, mark.length(), file.length - mark.length()))
          .toString();
    }
  }

  /** How much of a file tells UTF-16 without a mark. */
  private static final int SAMPLE_BYTES = 4096;

  public SourceText {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(encoding, "encoding");
  }

  /** The text of a file; of any bytes, also those that are no text. */
  public static SourceText of(byte[] file) {
    for (Encoding encoding : Encoding.values()) {
      boolean expected =
          switch (encoding) {
            case UTF_8_MARKED, UTF_16LE_MARKED, UTF_16BE_MARKED -> encoding.marks(file);
            case UTF_16LE -> hasZeros(file, 1);
            case UTF_16BE -> hasZeros(file, 0);
            case UTF_8 -> !hasZeros(file, 0) && !hasZeros(file, 1) && !isMarked(file);
            case ISO_8859_1 -> true;
          };
      if (expected) {
        try {
          return new SourceText(encoding.decode(file), encoding);
        } catch (CharacterCodingException e) {
          // Then it is another one.
        }
      }
    }
    throw new IllegalStateException("ISO-8859-1 decodes everything");
  }

  private static boolean isMarked(byte[] file) {
    return Encoding.UTF_8_MARKED.marks(file);
  }

  /**
   * Whether this half of the pairs of bytes is mostly zero and the other hardly ever: text in
   * UTF-16 is, as far as it is Latin, and nothing else that is a text.
   */
  private static boolean hasZeros(byte[] file, int half) {
    int pairs = Math.min(file.length, SAMPLE_BYTES) / 2;
    if (pairs < 2 || file.length % 2 != 0) {
      return false;
    }
    int zeros = 0;
    int others = 0;
    for (int i = 0; i < pairs; i++) {
      zeros += file[2 * i + half] == 0 ? 1 : 0;
      others += file[2 * i + 1 - half] == 0 ? 1 : 0;
    }
    return zeros * 2 >= pairs && others * 20 <= pairs;
  }
}
