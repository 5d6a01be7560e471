package dev.hephaestus.server.cli;

/** What the process ends with. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int ABSTAINED = 3;
  static final int FIXED_AT_HEAD = 4;

  private ExitCode() {}
}
