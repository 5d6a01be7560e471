package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows a throwable through the repository: deepest cause first, innermost call first. */
final class Trail {

  /** A stack that overflowed repeats itself; its beginning says it all. */
  private static final int FRAMES_READ = 1024;

  private static final int LINKS_READ = 32;

  private final Snapshot snapshot;
  private final FrameResolver resolver;
  private final Map<Frame, Optional<MethodDeclaration>> resolved = new HashMap<>();

  Trail(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.resolver = new FrameResolver(snapshot);
  }

  /** The frames of production code; those of tests only when there are no others. */
  List<ProjectFrame> follow(@Nullable Thrown thrown) {
    if (thrown == null) {
      return List.of();
    }
    List<ProjectFrame> all = frames(thrown);
    if (all.isEmpty()) {
      all =
          thrown.chain().stream()
              .flatMap(link -> link.suppressed().stream())
              .limit(LINKS_READ)
              .flatMap(suppressed -> frames(suppressed).stream())
              .toList();
    }
    List<ProjectFrame> production = all.stream().filter(frame -> !isTest(frame)).toList();
    return production.isEmpty() ? List.copyOf(all) : production;
  }

  private List<ProjectFrame> frames(Thrown thrown) {
    List<Thrown> links = new ArrayList<>(thrown.chain());
    Collections.reverse(links);
    List<ProjectFrame> frames = new ArrayList<>();
    for (Thrown link : links.subList(0, Math.min(LINKS_READ, links.size()))) {
      @Nullable Frame previous = null;
      for (Frame frame : link.frames().subList(0, Math.min(FRAMES_READ, link.frames().size()))) {
        if (!frame.equals(previous)) {
          resolved
              .computeIfAbsent(frame, resolver::resolve)
              .ifPresent(method -> frames.add(new ProjectFrame(link, frame, method)));
        }
        previous = frame;
      }
    }
    return frames;
  }

  private boolean isTest(ProjectFrame frame) {
    return snapshot.file(frame.method().path()).map(SourceFile::test).orElse(false);
  }
}
