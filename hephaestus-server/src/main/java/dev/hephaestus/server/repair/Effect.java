package dev.hephaestus.server.repair;

import java.util.TreeMap;

/**
 * What a patch does, whatever it is written like: two patches of the same effect leave the same
 * syntax trees behind, but for differences that no program can tell.
 *
 * <p>Patches that behave the same may still have different effects; patches of the same effect
 * behave the same.
 */
public final class Effect {
  private Effect() {}

  /** The effect of a patch, to be compared with others only. */
  public static String of(Patch patch) {
    TreeMap<String, String> files = new TreeMap<>();
    for (FileChange change : patch.changes()) {
      files.put(
          change.path(),
          change.path().endsWith(".java")
              ? CanonicalJava.of(change.after())
              : change.after().replace("\r\n", "\n"));
    }
    return files.toString();
  }
}
