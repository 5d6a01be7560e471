package dev.hephaestus.server.pipeline;

/** Told when a run begins and ends to be worked on; a run that is resumed begins again. */
public interface RepairListener {

  /** Work on the run begins. */
  void started(Run run);

  /** Work on the run ends, for whatever reason. */
  void ended(Run run);
}
