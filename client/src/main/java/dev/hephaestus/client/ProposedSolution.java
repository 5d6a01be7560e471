package dev.hephaestus.client;

import java.util.Locale;
import java.util.OptionalDouble;

/** A fix that the server found for an incident of this service. */
public final class ProposedSolution {
  private final dev.hephaestus.proto.v1.Solution wire;

  ProposedSolution(dev.hephaestus.proto.v1.Solution wire) {
    this.wire = wire;
  }

  /** Its id; the same fix has the same one. */
  public String id() {
    return wire.getId();
  }

  /** The incident that it ends. */
  public String incidentId() {
    return wire.getIncidentId();
  }

  /** The exception's class and message. */
  public String title() {
    return wire.getTitle();
  }

  /** One sentence: what was wrong. */
  public String cause() {
    return wire.getCause();
  }

  /** A unified diff against {@link #baseCommit}. */
  public String patch() {
    return wire.getPatch();
  }

  /** The commit that the patch applies to. */
  public String baseCommit() {
    return wire.getBaseCommit();
  }

  /** How far it was verified: reproduced, tested, compiles or unverified. */
  public String verdict() {
    switch (wire.getVerdict()) {
      case VERDICT_LEVEL_REPRODUCED:
        return "reproduced";
      case VERDICT_LEVEL_TESTED:
        return "tested";
      case VERDICT_LEVEL_COMPILES:
        return "compiles";
      default:
        return "unverified";
    }
  }

  /** How sure the server is that the patch is right, from 0 to 1; empty where it does not say. */
  public OptionalDouble confidence() {
    return wire.hasConfidence() ? OptionalDouble.of(wire.getConfidence()) : OptionalDouble.empty();
  }

  /** The source of the test that shows the fault, or empty. */
  public String reproduction() {
    return wire.getReproduction();
  }

  /** Where that test belongs in the repository, or empty. */
  public String reproductionPath() {
    return wire.getReproductionPath();
  }

  /** Where it can be read: the server's page or the pull request. */
  public String link() {
    return wire.getLink();
  }

  /** Lines that the patch adds. */
  public int linesAdded() {
    return wire.getLinesAdded();
  }

  /** Lines that the patch removes. */
  public int linesRemoved() {
    return wire.getLinesRemoved();
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "Hephaestus found a fix for %s (%s%s, +%d -%d lines): %s",
        SafeText.oneLine(title(), 200),
        verdict(),
        sureness(),
        linesAdded(),
        linesRemoved(),
        link());
  }

  private String sureness() {
    return wire.hasConfidence()
        ? String.format(Locale.ROOT, ", %.0f %% sure", 100 * wire.getConfidence())
        : "";
  }
}
