package dev.hephaestus.javaagent.hook;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Has methods of one class tell the bridge when they are about to return. */
final class ReturningWeaver extends ClassVisitor {

  private static final int STACK = 3;

  private final String className;
  private final Set<String> methods;

  private ReturningWeaver(ClassVisitor next, String className, Set<String> methods) {
    super(Opcodes.ASM9, next);
    this.className = className;
    this.methods = methods;
  }

  static byte[] weave(String className, Set<String> methods, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new ReturningWeaver(writer, className, methods), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    boolean bare = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0;
    return bare || !methods.contains(name)
        ? next
        : new Returns(next, name, (access & Opcodes.ACC_STATIC) != 0);
  }

  private final class Returns extends MethodVisitor {

    private final String name;
    private final boolean isStatic;

    Returns(MethodVisitor next, String name, boolean isStatic) {
      super(Opcodes.ASM9, next);
      this.name = name;
      this.isStatic = isStatic;
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        mv.visitLdcInsn(className);
        mv.visitLdcInsn(name);
        if (isStatic) {
          mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
          mv.visitVarInsn(Opcodes.ALOAD, 0);
        }
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            BootClass.INTERNAL_NAME,
            "returning",
            "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/Object;)V",
            false);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + STACK, maxLocals);
    }
  }
}
