package dev.hephaestus.javaagent.hook;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves {@link PassageWeaver} into the methods of a class that have something to show. */
final class ClassWeaver extends ClassVisitor {

  private static final int JAVA_7 = 51;
  private static final int UNFOLLOWED =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

  private final String bridge;
  private final Map<String, MethodFacts> facts;
  private String className = "";

  private ClassWeaver(ClassVisitor next, String bridge, Map<String, MethodFacts> facts) {
    super(Opcodes.ASM9, next);
    this.bridge = bridge;
    this.facts = facts;
  }

  /**
   * The class with its methods followed; null when none is.
   *
   * @param bridge the internal name of the class to call
   */
  static byte @Nullable [] woven(byte[] classFile, String bridge) {
    ClassReader reader = new ClassReader(classFile);
    // Older ones may come without frames, and with subroutines.
    if (reader.readUnsignedShort(6) < JAVA_7) {
      return null;
    }
    Map<String, MethodFacts> facts = new HashMap<>();
    reader.accept(new Survey(facts), ClassReader.SKIP_FRAMES);
    facts.values().removeIf(method -> !method.isFollowed());
    if (facts.isEmpty()) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new ClassWeaver(writer, bridge, facts), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    MethodFacts method = facts.get(name + descriptor);
    return method == null ? next : new PassageWeaver(next, bridge, className, method);
  }

  /** Gathers the facts of the methods that may be followed: no constructors. */
  private static final class Survey extends ClassVisitor {

    private final Map<String, MethodFacts> facts;

    Survey(Map<String, MethodFacts> facts) {
      super(Opcodes.ASM9);
      this.facts = facts;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & UNFOLLOWED) != 0 || name.startsWith("<")) {
        return null;
      }
      MethodFacts method = new MethodFacts(name, descriptor, (access & Opcodes.ACC_STATIC) != 0);
      facts.put(name + descriptor, method);
      return method;
    }
  }
}
