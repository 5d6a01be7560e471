package dev.hephaestus.server.ingest;

import dev.hephaestus.server.HephaestusException;

/** A batch that begins above the session's mark plus one: records between are missing. */
public final class SequenceGapException extends HephaestusException {
  private static final long serialVersionUID = 1L;

  public SequenceGapException(SessionKey session, long expected, long got) {
    super(
        "batch of node "
            + session.nodeId()
            + " begins at sequence "
            + got
            + " but "
            + expected
            + " is next; resend from "
            + expected);
  }
}
