package dev.hephaestus.client.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How long the code of a class's methods is, by which HotSpot decides what it inlines.
 *
 * <p><em>Units:</em> bytes.
 *
 * <p><em>Source:</em> Java Virtual Machine Specification, 4.1, 4.6 and 4.7.3.
 */
public final class CodeLengths {
  private static final int ACCESS_THIS_AND_SUPER_BYTES = 6;
  private static final int STACK_AND_LOCALS_BYTES = 4;

  private final DataInputStream in;
  private final ClassConstants constants;
  private final Map<String, Integer> lengths = new HashMap<>();

  private CodeLengths(DataInputStream in) throws IOException {
    this.in = in;
    this.constants = ClassConstants.beginning(in);
  }

  /** By name of the method; of several with one name, the longest. */
  public static Map<String, Integer> of(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(file));
        DataInputStream in = new DataInputStream(bytes)) {
      CodeLengths all = new CodeLengths(in);
      in.readNBytes(ACCESS_THIS_AND_SUPER_BYTES);
      in.readNBytes(2 * in.readUnsignedShort()); // Interfaces.
      all.readMembers(); // Fields, which have no code.
      all.readMembers();
      return all.lengths;
    }
  }

  private void readMembers() throws IOException {
    for (int left = in.readUnsignedShort(); left > 0; left--) {
      in.readUnsignedShort(); // Access.
      String name = constants.text(in.readUnsignedShort());
      in.readUnsignedShort(); // Type.
      for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
        readAttribute(name);
      }
    }
  }

  private void readAttribute(String member) throws IOException {
    String attribute = constants.text(in.readUnsignedShort());
    int rest = in.readInt();
    if (attribute.equals("Code")) {
      in.readNBytes(STACK_AND_LOCALS_BYTES);
      lengths.merge(member, in.readInt(), Math::max);
      rest -= STACK_AND_LOCALS_BYTES + Integer.BYTES;
    }
    in.readNBytes(rest);
  }
}
