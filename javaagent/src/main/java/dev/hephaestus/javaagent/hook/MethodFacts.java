package dev.hephaestus.javaagent.hook;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What has to be known of a method before it is woven: the names of its parameters, which of them
 * are assigned to, which lines it spans, and whether it can throw at all.
 */
final class MethodFacts extends MethodVisitor {

  private static final int WEAVING = Opcodes.ASM9;

  final String name;
  final boolean isStatic;
  final Type[] parameters;

  /** The local variable at which each parameter begins. */
  final int[] slots;

  /** Where the local variables after the parameters begin. */
  final int end;

  private final @Nullable String[] compiledNames;
  private final @Nullable String[] debugNames;
  private final boolean[] assigned;
  private int named;
  private boolean thisIsAssigned;
  private boolean canThrow;
  private boolean afterThis;
  private boolean afterThisAndValue;
  private int firstLine = Integer.MAX_VALUE;
  private int lastLine;

  MethodFacts(String name, String descriptor, boolean isStatic) {
    super(WEAVING);
    this.name = name;
    this.isStatic = isStatic;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.slots = new int[parameters.length];
    this.compiledNames = new String[parameters.length];
    this.debugNames = new String[parameters.length];
    this.assigned = new boolean[parameters.length];
    int next = isStatic ? 0 : 1;
    for (int i = 0; i < parameters.length; i++) {
      slots[i] = next;
      next += parameters[i].getSize();
    }
    this.end = next;
  }

  /** Whether there is something to follow. */
  boolean isFollowed() {
    return canThrow && !thisIsAssigned;
  }

  boolean isAssigned(int parameter) {
    return assigned[parameter];
  }

  /** How many local variables the copies of assigned parameters take. */
  int copiedSize() {
    int size = 0;
    for (int i = 0; i < parameters.length; i++) {
      size += assigned[i] ? parameters[i].getSize() : 0;
    }
    return size;
  }

  /** As the compiler kept it, or {@code arg0}. */
  String nameOf(int parameter) {
    String compiled = compiledNames[parameter];
    String debug = debugNames[parameter];
    return compiled != null ? compiled : debug != null ? debug : "arg" + parameter;
  }

  int firstLine() {
    return lastLine == 0 ? 0 : firstLine;
  }

  int lastLine() {
    return lastLine;
  }

  @Override
  public void visitParameter(@Nullable String parameter, int access) {
    if (named < compiledNames.length) {
      compiledNames[named++] = parameter;
    }
  }

  @Override
  public void visitLocalVariable(
      String variable,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label stop,
      int index) {
    int parameter = Arrays.binarySearch(slots, index);
    if (parameter >= 0 && debugNames[parameter] == null) {
      debugNames[parameter] = variable;
    }
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    firstLine = Math.min(firstLine, line);
    lastLine = Math.max(lastLine, line);
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    boolean stores = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    if (stores) {
      stored(index);
      if (opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE) {
        stored(index + 1);
      }
    }
    afterThisAndValue = afterThis && !stores;
    afterThis = opcode == Opcodes.ALOAD && index == 0 && !isStatic;
  }

  private void stored(int index) {
    thisIsAssigned |= index == 0 && !isStatic;
    for (int i = 0; i < slots.length; i++) {
      assigned[i] |= index >= slots[i] && index < slots[i] + parameters[i].getSize();
    }
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    stored(index);
    other();
  }

  @Override
  public void visitInsn(int opcode) {
    boolean harmless =
        opcode <= Opcodes.DCONST_1
            || (opcode >= Opcodes.POP && opcode <= Opcodes.DMUL)
            || (opcode >= Opcodes.FDIV && opcode <= Opcodes.DDIV)
            || opcode == Opcodes.FREM
            || opcode == Opcodes.DREM
            || (opcode >= Opcodes.INEG && opcode <= Opcodes.RETURN);
    canThrow |= !harmless;
    other();
  }

  /** Fields of the receiver are always there: what only reads or sets one cannot fail. */
  @Override
  public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
    boolean harmless =
        (opcode == Opcodes.GETFIELD && afterThis)
            || (opcode == Opcodes.PUTFIELD && afterThisAndValue);
    canThrow |= !harmless;
    other();
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    canThrow |= opcode == Opcodes.NEWARRAY;
    other();
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    canThrow |= opcode != Opcodes.INSTANCEOF;
    other();
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String method, String descriptor, boolean isInterface) {
    canThrow = true;
  }

  @Override
  public void visitInvokeDynamicInsn(
      String method, String descriptor, Handle bootstrap, Object... arguments) {
    canThrow = true;
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    canThrow = true;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    other();
  }

  @Override
  public void visitLabel(Label label) {
    other();
  }

  @Override
  public void visitLdcInsn(Object value) {
    other();
  }

  private void other() {
    afterThis = false;
    afterThisAndValue = false;
  }
}
