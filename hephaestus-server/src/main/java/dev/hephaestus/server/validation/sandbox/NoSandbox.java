package dev.hephaestus.server.validation.sandbox;

import java.nio.file.Path;
import java.util.List;

/** The absence of a sandbox: nothing is ever run. */
final class NoSandbox implements Sandbox {
  private final String reason;

  /**
   * None.
   *
   * @param reason why there is none, and what to install
   */
  NoSandbox(String reason) {
    this.reason = reason;
  }

  @Override
  public String name() {
    return reason;
  }

  @Override
  public boolean confines() {
    return false;
  }

  @Override
  public List<String> wrap(Command command, int uid, Path session) {
    throw new UnsupportedOperationException(reason);
  }
}
