package dev.hephaestus.server.node;

/** What happens with a validated fix. */
public enum Mode {
  /** It is sent back to the clients and shown; nothing is written anywhere. */
  SUGGEST,
  /** It is pushed as a branch and, where the host has them, opened as a pull request. */
  DEPLOY
}
