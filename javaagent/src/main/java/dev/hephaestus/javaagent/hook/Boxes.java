package dev.hephaestus.javaagent.hook;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** The classes that box primitives. */
final class Boxes {

  private Boxes() {}

  /** Its internal name; null for what is an object anyway. */
  static @Nullable String of(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
        return "java/lang/Boolean";
      case Type.BYTE:
        return "java/lang/Byte";
      case Type.CHAR:
        return "java/lang/Character";
      case Type.SHORT:
        return "java/lang/Short";
      case Type.INT:
        return "java/lang/Integer";
      case Type.LONG:
        return "java/lang/Long";
      case Type.FLOAT:
        return "java/lang/Float";
      case Type.DOUBLE:
        return "java/lang/Double";
      default:
        return null;
    }
  }
}
