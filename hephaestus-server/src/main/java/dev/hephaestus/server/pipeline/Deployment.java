package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.repository.Snapshot;

/**
 * The code that logged a fault, and the code that is to be changed.
 *
 * @param deployed what logged it
 * @param head what is changed
 * @param choice why that one is taken for what logged it
 */
record Deployment(Snapshot deployed, Snapshot head, RevisionChoice choice) {

  /** Whether they are one. */
  boolean isAtHead() {
    return deployed.commit().equals(head.commit());
  }

  /** Both commits and how they are known, for people; empty when the record names the head. */
  String sentence() {
    String because = choice.how() == RevisionChoice.How.NAMED ? "" : choice.reason();
    return isAtHead()
        ? because
        : ("It was logged by commit "
                + deployedName()
                + "; what is changed is the head, "
                + headName()
                + ". "
                + because)
            .strip();
  }

  String deployedName() {
    return shortName(deployed);
  }

  String headName() {
    return shortName(head);
  }

  private static String shortName(Snapshot snapshot) {
    String commit = snapshot.commit();
    return commit.substring(0, Math.min(10, commit.length()));
  }
}
