package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The lines that ran of the long methods on the trail, for where a whole method has no room.
 *
 * <p>Most suspicious first.
 */
final class TrailWindows {

  /** A shorter method in part would save nothing. */
  private static final int LONG = 40;

  private final Excerpts excerpts;

  TrailWindows(Excerpts excerpts) {
    this.excerpts = excerpts;
  }

  List<Part> of(Localization localization) {
    Map<MethodDeclaration, TreeSet<Integer>> ran = new LinkedHashMap<>();
    for (ProjectFrame frame : localization.frames()) {
      int line = Scene.line(frame);
      if (line > 0 && frame.method().lines().length() >= LONG) {
        ran.computeIfAbsent(frame.method(), each -> new TreeSet<>()).add(line);
      }
    }
    List<Part> parts = new ArrayList<>();
    for (Suspect suspect : localization.suspects()) {
      TreeSet<Integer> lines = ran.get(suspect.method());
      if (lines != null) {
        parts.add(excerpts.window(suspect.method(), lines, PackedContext.Kind.PARTIAL));
      }
    }
    return parts;
  }
}
