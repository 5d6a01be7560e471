package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Scope;
import io.grpc.Context;

/** Who makes the call that is being answered, as {@link CallGate} found. */
final class Caller {
  static final Context.Key<Principal> PRINCIPAL = Context.key("hephaestus-principal");

  private Caller() {}

  /** Who it is; a call that came past the gate is a fault of ours and fails. */
  static Principal current() {
    Principal caller = PRINCIPAL.get();
    if (caller == null) {
      throw new IllegalStateException("nobody asked who calls");
    }
    return caller;
  }

  static Scope scope() {
    return current().scope();
  }
}
