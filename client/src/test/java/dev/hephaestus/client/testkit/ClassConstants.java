package dev.hephaestus.client.testkit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a class file says in its constant pool: which strings its code uses, and which methods it
 * calls.
 *
 * <p><em>Source:</em> Java Virtual Machine Specification, 4.4.
 */
final class ClassConstants {
  private static final int MAGIC_AND_VERSION_BYTES = 8;
  private static final int[] NOTHING = {0, 0};

  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, int[]> references = new HashMap<>();
  private final Set<Integer> strings = new LinkedHashSet<>();
  private final Set<Integer> methods = new LinkedHashSet<>();

  private ClassConstants() {}

  static ClassConstants of(byte[] classFile) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      return beginning(in);
    }
  }

  /** Of the class file that begins here; the rest of it is left to be read. */
  static ClassConstants beginning(DataInputStream in) throws IOException {
    ClassConstants constants = new ClassConstants();
    in.readNBytes(MAGIC_AND_VERSION_BYTES);
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; ) {
      i += constants.read(in, i);
    }
    return constants;
  }

  /** The text in that place. */
  String text(int place) {
    return texts.getOrDefault(place, "");
  }

  /** Reads one constant; how many places it takes. */
  private int read(DataInputStream in, int place) throws IOException {
    int tag = in.readUnsignedByte();
    switch (tag) {
      case 1: // Utf8
        texts.put(place, in.readUTF());
        return 1;
      case 7: // Class
      case 8: // String
      case 16: // MethodType
      case 19: // Module
      case 20: // Package
        references.put(place, new int[] {in.readUnsignedShort()});
        if (tag == 8) {
          strings.add(place);
        }
        return 1;
      case 9: // Fieldref
      case 10: // Methodref
      case 11: // InterfaceMethodref
      case 12: // NameAndType
      case 17: // Dynamic
      case 18: // InvokeDynamic
        references.put(place, new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
        if (tag == 10 || tag == 11) {
          methods.add(place);
        }
        return 1;
      case 3: // Integer
      case 4: // Float
        in.readNBytes(4);
        return 1;
      case 5: // Long
      case 6: // Double
        in.readNBytes(8);
        return 2;
      case 15: // MethodHandle
        in.readNBytes(3);
        return 1;
      default:
        throw new IOException("a constant of the unknown kind " + tag);
    }
  }

  Set<String> strings() {
    return strings.stream().map(place -> text(place, 0)).collect(Collectors.toSet());
  }

  /** As {@code java/lang/Class.forName}. */
  Set<String> calls() {
    return methods.stream()
        .map(place -> text(at(place, 0), 0) + "." + text(at(place, 1), 0))
        .collect(Collectors.toSet());
  }

  private int at(int place, int part) {
    return references.getOrDefault(place, NOTHING)[part];
  }

  private String text(int place, int part) {
    return texts.getOrDefault(at(place, part), "");
  }
}
