package dev.hephaestus.javaagent.hook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The verifier's view of a woven method's local variables. */
final class Frames {

  private Frames() {}

  /** A frame of the method's own, with the copies of its parameters put in behind these. */
  static Object[] withCopies(MethodFacts facts, int count, @Nullable Object[] locals) {
    List<Object> all = new ArrayList<>();
    int slot = 0;
    int next = 0;
    while (slot < facts.end) {
      Object type = next < count ? locals[next++] : null;
      all.add(type == null ? Opcodes.TOP : type);
      slot += Opcodes.LONG.equals(type) || Opcodes.DOUBLE.equals(type) ? 2 : 1;
    }
    addCopies(facts, all);
    while (next < count) {
      Object type = locals[next++];
      all.add(type == null ? Opcodes.TOP : type);
    }
    return all.toArray();
  }

  /** What is certain wherever in the body a throwable comes from. */
  static Object[] atHandler(MethodFacts facts, @Nullable String receiver) {
    List<Object> all = new ArrayList<>();
    if (receiver != null) {
      all.add(receiver);
    }
    for (int i = 0; i < facts.parameters.length; i++) {
      if (!facts.isAssigned(i)) {
        all.add(verified(facts.parameters[i]));
        continue;
      }
      for (int size = facts.parameters[i].getSize(); size > 0; size--) {
        all.add(Opcodes.TOP);
      }
    }
    addCopies(facts, all);
    return all.toArray();
  }

  static Object[] and(Object[] locals, Object more) {
    Object[] all = Arrays.copyOf(locals, locals.length + 1);
    all[locals.length] = more;
    return all;
  }

  private static void addCopies(MethodFacts facts, List<Object> all) {
    for (int i = 0; i < facts.parameters.length; i++) {
      if (facts.isAssigned(i)) {
        all.add(verified(facts.parameters[i]));
      }
    }
  }

  private static Object verified(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.ARRAY:
      case Type.OBJECT:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }
}
