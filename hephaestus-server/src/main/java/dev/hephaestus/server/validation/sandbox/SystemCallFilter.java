package dev.hephaestus.server.validation.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * A filter of system calls for the kernel: what no build needs and most ways out of a sandbox do
 * ends the program; new namespaces are refused; what programs can do without is said to be missing.
 *
 * <p><i>Shape:</i> a classic BPF program over {@code struct seccomp_data}, for one architecture;
 * calls of any other architecture end the program.
 *
 * <p><i>Source:</i> seccomp(2), linux/filter.h, and the kernel's system call tables.
 */
enum SystemCallFilter {
  X86_64(
      0xC000003E,
      56,
      272,
      List.of(298),
      List.of(
          101, 155, 163, 165, 166, 167, 168, 169, 172, 173, 175, 176, 179, 246, 248, 249, 250, 304,
          308, 310, 311, 312, 313, 320, 321, 323)),
  AARCH64(
      0xC00000B7,
      220,
      97,
      List.of(241),
      List.of(
          39, 40, 41, 60, 89, 104, 105, 106, 117, 142, 217, 218, 219, 224, 225, 265, 268, 270, 271,
          272, 273, 280, 282, 294));

  // open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, pidfd_getfd, mount_setattr
  private static final List<Integer> FATAL_EVERYWHERE =
      List.of(428, 429, 430, 431, 432, 433, 438, 442);
  // io_uring_setup, io_uring_enter, io_uring_register; clone3, whose flags no filter can read
  private static final List<Integer> MISSING_EVERYWHERE = List.of(425, 426, 427, 435);

  private static final int NEW_NAMESPACE = 0x7E020000;
  private static final int NEW_TIME_NAMESPACE = 0x80;
  private static final int X32 = 0x40000000;

  private static final int LOAD = 0x20;
  private static final int IF_EQUAL = 0x15;
  private static final int IF_AT_LEAST = 0x35;
  private static final int IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;

  private static final int KILL = 0x80000000;
  private static final int ALLOW = 0x7FFF0000;
  private static final int NOT_PERMITTED = 0x00050001;
  private static final int NOT_IMPLEMENTED = 0x00050026;

  private final int architecture;
  private final int clone;
  private final int unshare;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Integer> refused;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Integer> fatal;

  SystemCallFilter(
      int architecture, int clone, int unshare, List<Integer> refused, List<Integer> fatal) {
    this.architecture = architecture;
    this.clone = clone;
    this.unshare = unshare;
    this.refused = refused;
    this.fatal = fatal;
  }

  /** The filter for an architecture as Java names it; empty where there is none. */
  static Optional<SystemCallFilter> of(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> Optional.of(X86_64);
      case "aarch64" -> Optional.of(AARCH64);
      default -> Optional.empty();
    };
  }

  /** The program in the kernel's form: eight bytes an instruction. */
  byte[] program() {
    ByteBuffer program = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    put(program, LOAD, 0, 0, ARCHITECTURE);
    put(program, IF_EQUAL, 1, 0, architecture);
    put(program, RETURN, 0, 0, KILL);
    put(program, LOAD, 0, 0, NUMBER);
    if (this == X86_64) {
      when(program, IF_AT_LEAST, X32, KILL);
    }
    fatal.forEach(call -> when(program, IF_EQUAL, call, KILL));
    FATAL_EVERYWHERE.forEach(call -> when(program, IF_EQUAL, call, KILL));
    refused.forEach(call -> when(program, IF_EQUAL, call, NOT_PERMITTED));
    MISSING_EVERYWHERE.forEach(call -> when(program, IF_EQUAL, call, NOT_IMPLEMENTED));
    unlessNamespace(program, clone, NEW_NAMESPACE);
    unlessNamespace(program, unshare, NEW_NAMESPACE | NEW_TIME_NAMESPACE);
    put(program, RETURN, 0, 0, ALLOW);
    byte[] bytes = new byte[program.position()];
    program.flip().get(bytes);
    return bytes;
  }

  private static void when(ByteBuffer program, int test, int value, int action) {
    put(program, test, 0, 1, value);
    put(program, RETURN, 0, 0, action);
  }

  private static void unlessNamespace(ByteBuffer program, int call, int flags) {
    put(program, IF_EQUAL, 0, 4, call);
    put(program, LOAD, 0, 0, FIRST_ARGUMENT);
    put(program, IF_ANY_BIT, 0, 1, flags);
    put(program, RETURN, 0, 0, NOT_PERMITTED);
    put(program, RETURN, 0, 0, ALLOW);
  }

  private static void put(ByteBuffer program, int code, int ifTrue, int ifFalse, int value) {
    program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
  }
}
