package dev.hephaestus.javaagent.hook;

import dev.hephaestus.javaagent.boot.HephaestusBridge;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bridge in the bootstrap class loader.
 *
 * <p><i>Shape:</i> it is defined through a lookup in {@code java.lang}, which is opened to the
 * agent's isolated module for that; appending a jar to the bootstrap search path would switch class
 * data sharing off and have the JVM say so.
 *
 * <p><i>Threads:</i> any.
 */
final class BootClass {

  /** Its name where woven code finds it. */
  static final String NAME = "java.lang.HephaestusBridge";

  static final String INTERNAL_NAME = "java/lang/HephaestusBridge";

  private static final String TEMPLATE = HephaestusBridge.class.getName().replace('.', '/');
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final Class<?> type;

  private BootClass(Class<?> type) {
    this.type = type;
  }

  /** The one that is there, or null. */
  static @Nullable BootClass existing() {
    try {
      return new BootClass(Class.forName(NAME, true, null));
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  static BootClass define(Instrumentation instrumentation)
      throws IOException, IllegalAccessException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(BootClass.class.getModule())),
        Set.of(),
        Map.of());
    return new BootClass(
        MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
            .defineClass(renamed(template())));
  }

  void install(Consumer<Object[]> follower, BiFunction<Object[], Long, Object[]> renderer)
      throws ReflectiveOperationException {
    type.getMethod("install", Consumer.class, BiFunction.class).invoke(null, follower, renderer);
  }

  void capture(boolean on) throws ReflectiveOperationException {
    type.getMethod("capture", boolean.class).invoke(null, on);
  }

  void tick() throws ReflectiveOperationException {
    type.getMethod("tick").invoke(null);
  }

  private static byte[] template() throws IOException {
    try (InputStream in =
        BootClass.class.getClassLoader().getResourceAsStream(TEMPLATE + ".class")) {
      if (in == null) {
        throw new IOException(TEMPLATE + " is not in the agent's jar");
      }
      return in.readAllBytes();
    }
  }

  /** The class under the name that it has at run time: only texts of the constant pool say it. */
  static byte[] renamed(byte[] template) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(template));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(template.length);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // Magic and version.
    int constants = in.readUnsignedShort();
    out.writeShort(constants);
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == UTF8) {
        out.writeUTF(in.readUTF().replace(TEMPLATE, INTERNAL_NAME));
      } else {
        out.write(in.readNBytes(sizeOf(tag)));
        i += tag == LONG || tag == DOUBLE ? 1 : 0; // These take two places.
      }
    }
    out.write(in.readAllBytes());
    return bytes.toByteArray();
  }

  private static int sizeOf(int tag) {
    switch (tag) {
      case 7: // Class, string, method type, module and package refer to one text.
      case 8:
      case 16:
      case 19:
      case 20:
        return 2;
      case 15: // A method handle.
        return 3;
      case LONG:
      case DOUBLE:
        return 8;
      default:
        return 4;
    }
  }
}
