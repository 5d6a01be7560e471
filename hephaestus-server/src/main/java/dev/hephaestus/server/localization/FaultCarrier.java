package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.CarriedFault.LineFate;
import dev.hephaestus.server.localization.CarriedFault.Moved;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries a localized fault from the commit that logged it to the one that is to be changed, so
 * that whoever looks at its frames finds their statements there.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class FaultCarrier {

  private static final int SUSPECTS_COMPARED = 10;

  /** The fault as it stands in the later commit. */
  public CarriedFault carry(
      LogRecord record, Localization localization, Snapshot from, Snapshot to) {
    if (from.commit().equals(to.commit())) {
      return new CarriedFault(record, localization, List.of(), LineFate.SAME, false);
    }
    return new Journey(new MethodMap(from, to)).carry(record, localization, to.commit());
  }

  /** One fault on its way. */
  private static final class Journey {
    private final MethodMap methods;
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final IdentityHashMap<Thrown, Thrown> links = new IdentityHashMap<>();

    Journey(MethodMap methods) {
      this.methods = methods;
    }

    CarriedFault carry(LogRecord record, Localization localization, String commit) {
      localization.frames().forEach(frame -> frames.put(frame.frame(), methods.carry(frame)));
      LogRecord carried = TraceRewriter.rewrite(record, frames, links);
      return new CarriedFault(
          carried,
          new Localization(
              commit, suspects(localization.suspects()), frames(localization.frames())),
          compared(localization),
          localization.faultFrame().map(methods::fate).orElse(LineFate.SAME),
          localization.faultFrame().filter(methods::isThrowGone).isPresent());
    }

    private List<ProjectFrame> frames(List<ProjectFrame> before) {
      List<ProjectFrame> after = new ArrayList<>();
      for (ProjectFrame frame : before) {
        methods
            .of(frame.method())
            .ifPresent(
                method ->
                    after.add(
                        new ProjectFrame(
                            links.getOrDefault(frame.thrown(), frame.thrown()),
                            frames.getOrDefault(frame.frame(), frame.frame()),
                            method)));
      }
      return after;
    }

    private List<Suspect> suspects(List<Suspect> before) {
      List<Suspect> after = new ArrayList<>();
      Set<MethodDeclaration> seen = new LinkedHashSet<>();
      for (Suspect suspect : before) {
        Optional<MethodDeclaration> method = methods.of(suspect.method()).filter(seen::add);
        if (method.isPresent()) {
          after.add(new Suspect(after.size() + 1, method.get(), suspect.score(), suspect.why()));
        }
      }
      return after;
    }

    private List<Moved> compared(Localization localization) {
      Set<MethodDeclaration> all = new LinkedHashSet<>();
      localization.frames().forEach(frame -> all.add(frame.method()));
      localization.suspects().stream()
          .limit(SUSPECTS_COMPARED)
          .forEach(suspect -> all.add(suspect.method()));
      return all.stream().map(methods::compare).toList();
    }
  }
}
