package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Resident memory of processes, as Linux tells. */
final class ResidentMemory {
  private static final long PAGE_BYTES = 4096;

  private ResidentMemory() {}

  static long bytes(List<ProcessHandle> processes) {
    return processes.stream().mapToLong(ResidentMemory::ownBytes).sum();
  }

  private static long ownBytes(ProcessHandle process) {
    try {
      String statm = Files.readString(Path.of("/proc/" + process.pid() + "/statm"));
      return Long.parseLong(statm.split(" ", 3)[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 0; // it has just ended
    }
  }
}
