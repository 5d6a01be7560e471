package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * A revision as somebody wrote it.
 *
 * @param text anything that Git resolves
 */
record Revision(String text) {
  private static final Pattern ABBREVIATED = Pattern.compile("[0-9a-f]{4,40}");

  boolean isHash() {
    return ObjectId.isId(text);
  }

  /** Whether it can only be a branch or a tag. */
  boolean isName() {
    return Repository.isValidRefName("refs/tags/" + text)
        && !ABBREVIATED.matcher(text).matches()
        && !text.startsWith("refs/");
  }

  /** Whether it can be resolved and its commit be read. */
  boolean isIn(Repository git) {
    try {
      return git.resolve(text + "^{commit}") != null;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
