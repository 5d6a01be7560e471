package dev.hephaestus.server.validation.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the filter's program as the kernel would. */
final class SystemCallFilterTest {
  private static final int X86 = 0xC000003E;
  private static final int ARM = 0xC00000B7;

  @ParameterizedTest(name = "{0} {2}: {3}")
  @CsvSource({
    "X86_64, 0, read, ALLOW, 0",
    "X86_64, 59, execve, ALLOW, 0",
    "X86_64, 56, clone a thread, ALLOW, 0x3d0f00",
    "X86_64, 56, clone a user namespace, EPERM, 0x10000011",
    "X86_64, 272, unshare files, ALLOW, 0x400",
    "X86_64, 272, unshare the network, EPERM, 0x40000000",
    "X86_64, 272, unshare time, EPERM, 0x80",
    "X86_64, 435, clone3, ENOSYS, 0",
    "X86_64, 425, io_uring_setup, ENOSYS, 0",
    "X86_64, 298, perf_event_open, EPERM, 0",
    "X86_64, 101, ptrace, KILL, 0",
    "X86_64, 165, mount, KILL, 0",
    "X86_64, 321, bpf, KILL, 0",
    "X86_64, 442, mount_setattr, KILL, 0",
    "X86_64, 1073741824, read of x32, KILL, 0",
    "AARCH64, 63, read, ALLOW, 0",
    "AARCH64, 220, clone a thread, ALLOW, 0x3d0f00",
    "AARCH64, 220, clone a user namespace, EPERM, 0x10000011",
    "AARCH64, 97, unshare the network, EPERM, 0x40000000",
    "AARCH64, 117, ptrace, KILL, 0",
    "AARCH64, 40, mount, KILL, 0",
    "AARCH64, 435, clone3, ENOSYS, 0",
    "AARCH64, 101, nanosleep, ALLOW, 0"
  })
  void itAnswersEachCallAsItShould(
      SystemCallFilter filter, int call, String what, Answer answer, String argument) {
    int architecture = filter == SystemCallFilter.X86_64 ? X86 : ARM;

    assertThat(run(filter, architecture, call, Long.decode(argument))).as(what).isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource({"X86_64, 0x40000003", "X86_64, 0xC00000B7", "AARCH64, 0xC000003E"})
  void callsOfAnotherArchitectureEndTheProgram(SystemCallFilter filter, String architecture) {
    assertThat(run(filter, Long.decode(architecture).intValue(), 0, 0)).isEqualTo(Answer.KILL);
  }

  @ParameterizedTest
  @CsvSource({"amd64, X86_64", "x86_64, X86_64", "aarch64, AARCH64"})
  void javasNamesOfArchitecturesAreKnown(String name, SystemCallFilter filter) {
    assertThat(SystemCallFilter.of(name)).contains(filter);
    assertThat(SystemCallFilter.of("riscv64")).isEmpty();
  }

  enum Answer {
    ALLOW,
    KILL,
    EPERM,
    ENOSYS
  }

  private static Answer run(SystemCallFilter filter, int architecture, int call, long argument) {
    ByteBuffer data = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, call).putInt(4, architecture).putLong(16, argument);
    ByteBuffer program = ByteBuffer.wrap(filter.program()).order(ByteOrder.LITTLE_ENDIAN);
    int loaded = 0;
    for (int at = 0; true; at++) {
      int code = program.getShort(at * 8);
      int value = program.getInt(at * 8 + 4);
      boolean is;
      switch (code) {
        case 0x20 -> {
          loaded = data.getInt(value);
          continue;
        }
        case 0x06 -> {
          return switch (value) {
            case 0x7FFF0000 -> Answer.ALLOW;
            case 0x80000000 -> Answer.KILL;
            case 0x00050001 -> Answer.EPERM;
            case 0x00050026 -> Answer.ENOSYS;
            default -> throw new IllegalStateException("unknown answer " + value);
          };
        }
        case 0x15 -> is = loaded == value;
        case 0x35 -> is = Integer.compareUnsigned(loaded, value) >= 0;
        case 0x45 -> is = (loaded & value) != 0;
        default -> throw new IllegalStateException("unknown code " + code);
      }
      at += program.get(at * 8 + (is ? 2 : 3));
    }
  }
}
