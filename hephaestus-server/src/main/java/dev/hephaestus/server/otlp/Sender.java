package dev.hephaestus.server.otlp;

import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.Registration;

/**
 * Who sends logs, as far as its credential says: which nodes it reaches. A value: equal are those
 * that reach the same.
 */
public interface Sender {

  /** Where nobody is asked for a credential. */
  Sender ANYBODY =
      new Sender() {
        @Override
        public boolean reaches(Node node) {
          return true;
        }

        @Override
        public Registration own(Registration registration) {
          return registration;
        }
      };

  /** Whether logs of this sender may go to the node. */
  boolean reaches(Node node);

  /** The registration as one of this sender's. */
  Registration own(Registration registration);
}
