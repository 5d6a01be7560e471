package dev.hephaestus.server.repository;

import java.util.Objects;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;

/**
 * What a remote says that it has.
 *
 * @param outcome whether it answered
 * @param refs the full names of its branches and tags; none when it did not
 */
record RemoteAnswer(Fetched outcome, Set<String> refs) {

  RemoteAnswer {
    Objects.requireNonNull(outcome, "outcome");
    refs = Set.copyOf(refs);
  }

  /** Whether it has a branch or tag of that name; {@code HEAD}: anything at all. */
  boolean has(String name) {
    return name.equals(Constants.HEAD)
        ? !refs.isEmpty()
        : refs.contains(name)
            || refs.contains(Constants.R_HEADS + name)
            || refs.contains(Constants.R_TAGS + name);
  }
}
