package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.RepairTask;

/**
 * Judges candidates by building and running them away from the host.
 *
 * <p><i>Threads:</i> safe for use by many at once; each {@link Workbench} belongs to one thread.
 */
public interface Validator {

  /**
   * Prepares a work tree for the task: fetches what the build needs, builds the code as it is, runs
   * its tests and tries to reproduce what was logged.
   *
   * @param progress told what is being done, for people
   * @throws ValidationException when the work tree cannot be prepared at all
   */
  Workbench open(RepairTask task, Progress progress);

  /**
   * The same for a task of which it is known what reproduces it: that is proven again, and searched
   * for only where it does not hold any more.
   */
  default Workbench open(RepairTask task, Reproduction known, Progress progress) {
    return open(task, progress);
  }
}
