package dev.hephaestus.javaagent.hook;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Adds to a method what keeps its receiver and its arguments when a throwable leaves it.
 *
 * <p><i>Shape:</i> the whole body is covered by one more exception handler, behind all that it has:
 * no instruction is added to the way on which nothing is thrown, but a copy of each parameter that
 * the method assigns to. The handler calls the bridge, swallows whatever that throws, and throws on
 * what it caught.
 */
final class PassageWeaver extends MethodVisitor {

  private static final int MAX_ARGUMENTS = 16;
  private static final int HANDLER_STACK = 8;

  /** Where the parts of a call lie in its array. */
  private static final int METHOD = 1;

  private static final int RECEIVER = 2;
  private static final int ARGUMENTS = 3;
  private static final String THROWABLE = "java/lang/Throwable";
  private static final String OBJECT = "java/lang/Object";

  private final String bridge;
  private final MethodFacts facts;
  private final @Nullable String receiverType;
  private final String description;
  private final int shift;
  private final Label start = new Label();

  /**
   * A weaver.
   *
   * @param bridge the internal name of the class to call
   * @param className the internal name of the class that is woven
   */
  PassageWeaver(MethodVisitor next, String bridge, String className, MethodFacts facts) {
    super(Opcodes.ASM9, next);
    this.bridge = bridge;
    this.facts = facts;
    this.receiverType = facts.isStatic ? null : className;
    this.description = CallText.of(className.replace('/', '.'), facts);
    this.shift = facts.copiedSize();
  }

  @Override
  public void visitCode() {
    super.visitCode();
    int copy = facts.end;
    for (int i = 0; i < facts.parameters.length; i++) {
      if (facts.isAssigned(i)) {
        Type type = facts.parameters[i];
        mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), facts.slots[i]);
        mv.visitVarInsn(type.getOpcode(Opcodes.ISTORE), copy);
        copy += type.getSize();
      }
    }
    mv.visitLabel(start);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    super.visitVarInsn(opcode, shifted(index));
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    super.visitIincInsn(shifted(index), increment);
  }

  @Override
  public void visitLocalVariable(
      String name, String descriptor, @Nullable String signature, Label from, Label to, int index) {
    super.visitLocalVariable(name, descriptor, signature, from, to, shifted(index));
  }

  private int shifted(int index) {
    return index >= facts.end ? index + shift : index;
  }

  @Override
  public void visitFrame(
      int type, int locals, @Nullable Object[] local, int depth, @Nullable Object[] stack) {
    if (shift == 0) {
      super.visitFrame(type, locals, local, depth, stack);
    } else {
      Object[] more = Frames.withCopies(facts, locals, local);
      super.visitFrame(type, more.length, more, depth, stack);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label handler = new Label();
    Label failed = new Label();
    Label failing = new Label();
    Label out = new Label();
    int thrown = facts.end + shift;
    Object[] locals = Frames.atHandler(facts, receiverType);
    Object[] within = Frames.and(locals, THROWABLE);

    mv.visitTryCatchBlock(start, handler, handler, THROWABLE);
    mv.visitTryCatchBlock(failing, failed, failed, THROWABLE);

    mv.visitLabel(handler);
    mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {THROWABLE});
    mv.visitVarInsn(Opcodes.ASTORE, thrown);
    mv.visitLabel(failing);
    report(thrown, out);
    mv.visitJumpInsn(Opcodes.GOTO, out);

    mv.visitLabel(failed);
    mv.visitFrame(Opcodes.F_NEW, within.length, within, 1, new Object[] {THROWABLE});
    mv.visitInsn(Opcodes.POP);
    mv.visitLabel(out);
    mv.visitFrame(Opcodes.F_NEW, within.length, within, 0, new Object[0]);
    mv.visitVarInsn(Opcodes.ALOAD, thrown);
    mv.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(Math.max(maxStack, HANDLER_STACK), Math.max(maxLocals + shift, thrown + 2));
  }

  private void report(int thrown, Label out) {
    int entry = thrown + 1;
    mv.visitVarInsn(Opcodes.ALOAD, thrown);
    call(Opcodes.INVOKESTATIC, "opened", "(L" + THROWABLE + ";)L" + bridge + ";");
    mv.visitVarInsn(Opcodes.ASTORE, entry);
    mv.visitVarInsn(Opcodes.ALOAD, entry);
    mv.visitJumpInsn(Opcodes.IFNULL, out);
    mv.visitVarInsn(Opcodes.ALOAD, entry);
    pushCall();
    call(Opcodes.INVOKEVIRTUAL, "add", "([L" + OBJECT + ";)V");
  }

  private void call(int opcode, String method, String descriptor) {
    mv.visitMethodInsn(opcode, bridge, method, descriptor, false);
  }

  /** The call as the bridge keeps it; its first place is the bridge's. */
  private void pushCall() {
    int count = Math.min(facts.parameters.length, MAX_ARGUMENTS);
    mv.visitIntInsn(Opcodes.BIPUSH, ARGUMENTS + count);
    mv.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    place(METHOD);
    mv.visitLdcInsn(description);
    mv.visitInsn(Opcodes.AASTORE);
    if (!facts.isStatic) {
      place(RECEIVER);
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitInsn(Opcodes.AASTORE);
    }
    int copy = facts.end;
    for (int i = 0; i < count; i++) {
      Type type = facts.parameters[i];
      place(ARGUMENTS + i);
      mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), facts.isAssigned(i) ? copy : facts.slots[i]);
      box(type);
      mv.visitInsn(Opcodes.AASTORE);
      copy += facts.isAssigned(i) ? type.getSize() : 0;
    }
  }

  private void place(int index) {
    mv.visitInsn(Opcodes.DUP);
    mv.visitIntInsn(Opcodes.BIPUSH, index);
  }

  private void box(Type type) {
    String box = Boxes.of(type);
    if (box != null) {
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, box, "valueOf", "(" + type + ")L" + box + ";", false);
    }
  }
}
