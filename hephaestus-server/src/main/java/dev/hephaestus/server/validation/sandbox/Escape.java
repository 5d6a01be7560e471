package dev.hephaestus.server.validation.sandbox;

/** What foreign code tried, or left behind, that has no place in a build. */
public enum Escape {
  /** A symbolic link that leads out of the folder that it may write to. */
  LINK_OUT("a symbolic link out of the work tree"),
  /** A pipe, socket or device, on which a reader would wait for ever. */
  SPECIAL_FILE("a pipe, socket or device in the work tree"),
  /** A program that would run with another's rights. */
  PRIVILEGED_FILE("a program in the work tree that would run with another's rights"),
  /** Folders in folders, past every path that can be named. */
  TOO_DEEP("folders in folders without end in the work tree"),
  /** A folder of its own put where the host was to show something. */
  FORGED_MOUNT("a link in place of a folder to be shown"),
  /** A connection or datagram to somewhere outside, as far as it was seen. */
  NETWORK("a connection or packet to the network"),
  /** A system call that no build needs. */
  DENIED_CALL("a system call that no build needs"),
  /** Something that still ran after the command had ended. */
  LEFT_PROCESS("a program that still ran after its command had ended"),
  /** More memory, disk or time than allowed. */
  OVER_LIMIT("more memory, disk or time than allowed");

  private final String label;

  Escape(String label) {
    this.label = label;
  }

  /** For people who know nothing of sandboxes, in the singular. */
  public String label() {
    return label;
  }

  /** Its name in metrics: {@code link_out}. */
  public String tag() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
