package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Draws in plain text how a throwable led to suspects and to the code that was chosen: its frames,
 * the methods they were running, the suspects those led to, and what of them the context shows.
 *
 * <p><i>Shape:</i> the deepest cause first, the innermost call first; frames outside of the project
 * are counted only. No line is longer than {@value #WIDTH} characters, and nothing that a log or a
 * repository holds can steer a terminal.
 */
public final class TrailPicture {

  private static final int WIDTH = 110;
  private static final int LINKS = 8;
  private static final int FRAMES_OF_A_LINK = 20;
  private static final int LED_TO = 5;
  private static final int OTHERS = 5;
  private static final int REASONS = 3;

  private final Localization localization;
  private final PackedContext context;
  private final Set<MethodDeclaration> drawn = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  private TrailPicture(Localization localization, PackedContext context) {
    this.localization = localization;
    this.context = context;
  }

  /**
   * The picture, as lines that end with a line feed each.
   *
   * @param thrown what was logged; null when nothing was thrown
   */
  public static String of(
      @Nullable Thrown thrown, Localization localization, PackedContext context) {
    TrailPicture picture = new TrailPicture(localization, context);
    if (thrown == null) {
      picture.line("nothing was thrown; the message alone led to what follows");
    } else {
      picture.chain(thrown);
    }
    picture.others();
    picture.summary();
    return String.join("\n", picture.lines) + "\n";
  }

  private void chain(Thrown thrown) {
    List<Thrown> links = new ArrayList<>(thrown.chain());
    Collections.reverse(links);
    for (Thrown link : links.subList(0, Math.min(LINKS, links.size()))) {
      line((lines.isEmpty() ? "" : "wrapped by ") + headline(link));
      frames(link);
    }
    if (links.size() > LINKS) {
      line("… wrapped " + (links.size() - LINKS) + " times more");
    }
  }

  private static String headline(Thrown link) {
    String message = link.message() == null ? "" : ": " + link.message();
    return link.simpleName() + message;
  }

  /** One branch of the drawing: a call of the project, or calls that are only counted. */
  private record Branch(@Nullable ProjectFrame frame, int others) {}

  private void frames(Thrown link) {
    List<Branch> branches = branches(link);
    for (int i = 0; i < branches.size(); i++) {
      boolean isLast = i == branches.size() - 1;
      Branch branch = branches.get(i);
      String start = isLast ? "└─ " : "├─ ";
      ProjectFrame frame = branch.frame();
      if (frame == null) {
        line(start + "… " + counted(branch.others(), "other frame") + " (libraries, tests)");
      } else {
        line(start + shown(frame.frame()) + " → " + place(frame.method()));
        method(frame.method(), isLast ? "     " : "│    ");
      }
    }
  }

  private List<Branch> branches(Thrown link) {
    List<ProjectFrame> own =
        localization.frames().stream().filter(frame -> frame.thrown().equals(link)).toList();
    List<Branch> branches = new ArrayList<>();
    int others = 0;
    int next = 0;
    int drawnFrames = 0;
    for (Frame frame : link.frames()) {
      if (next < own.size()
          && own.get(next).frame().equals(frame)
          && drawnFrames < FRAMES_OF_A_LINK) {
        if (others > 0) {
          branches.add(new Branch(null, others));
          others = 0;
        }
        branches.add(new Branch(own.get(next++), 0));
        drawnFrames++;
      } else {
        others++;
      }
    }
    others += link.framesInCommon();
    if (others > 0) {
      branches.add(new Branch(null, others));
    }
    return branches;
  }

  private void method(MethodDeclaration method, String indent) {
    if (!drawn.add(method)) {
      line(indent + "(see above)");
      return;
    }
    localization.suspects().stream()
        .filter(suspect -> suspect.method().equals(method))
        .findFirst()
        .ifPresentOrElse(
            suspect -> {
              line(indent + "suspect " + rank(suspect));
              details(suspect, suspect.why(), indent + "  ");
            },
            () -> line(indent + "not suspected"));
    ledTo(method, indent);
  }

  /** The suspects that are none of the trail's own and were suspected because of this call. */
  private void ledTo(MethodDeclaration from, String indent) {
    List<Suspect> led =
        localization.suspects().stream()
            .filter(suspect -> !isOnTrail(suspect.method()))
            .filter(suspect -> !drawn.contains(suspect.method()))
            .filter(suspect -> suspect.why().stream().anyMatch(why -> names(why, from.symbol())))
            .toList();
    for (Suspect suspect : led.subList(0, Math.min(LED_TO, led.size()))) {
      drawn.add(suspect.method());
      line(indent + "led to " + rank(suspect) + "  " + place(suspect.method()));
      List<String> why = suspect.why().stream().filter(each -> names(each, from.symbol())).toList();
      details(suspect, why, indent + "  ");
    }
    if (led.size() > LED_TO) {
      line(indent + "… and to " + (led.size() - LED_TO) + " more");
      led.forEach(suspect -> drawn.add(suspect.method()));
    }
  }

  private boolean isOnTrail(MethodDeclaration method) {
    return localization.frames().stream().anyMatch(frame -> frame.method().equals(method));
  }

  private static boolean names(String why, String symbol) {
    return (" " + why + " ").contains(" " + symbol + " ");
  }

  private void details(Suspect suspect, List<String> reasons, String indent) {
    reasons.stream().limit(REASONS).forEach(why -> line(indent + why));
    String shown =
        context.parts().stream()
            .filter(part -> shows(part, suspect.method()))
            .map(part -> name(part.kind()) + ", " + counted(part.tokens(), "token"))
            .collect(Collectors.joining("; "));
    line(indent + (shown.isEmpty() ? "not in the context" : "in the context: " + shown));
  }

  private static boolean shows(Part part, MethodDeclaration method) {
    LineRange lines = method.lines();
    return switch (part.kind()) {
      case METHOD, PARTIAL, CALLER, TEST ->
          part.path().equals(method.path())
              && part.lines().contains(lines.first())
              && part.lines().contains(lines.last());
      case SKELETON, FIELDS, DECLARATION, DIFF, VALUES -> false;
    };
  }

  private void others() {
    List<Suspect> rest =
        localization.suspects().stream()
            .filter(suspect -> !drawn.contains(suspect.method()))
            .toList();
    if (!rest.isEmpty()) {
      line("suspected otherwise");
    }
    for (Suspect suspect : rest.subList(0, Math.min(OTHERS, rest.size()))) {
      line("  " + rank(suspect) + "  " + place(suspect.method()));
      details(suspect, suspect.why(), "    ");
    }
    if (rest.size() > OTHERS) {
      line("  … and " + (rest.size() - OTHERS) + " more");
    }
  }

  private void summary() {
    line(
        "context: "
            + counted(context.parts().size(), "part")
            + ", about "
            + counted(context.tokens(), "token"));
    Map<PackedContext.Kind, int[]> sums = new EnumMap<>(PackedContext.Kind.class);
    for (Part part : context.parts()) {
      int[] sum = sums.computeIfAbsent(part.kind(), each -> new int[2]);
      sum[0]++;
      sum[1] += part.tokens();
    }
    sums.forEach(
        (kind, sum) ->
            line(
                String.format(Locale.ROOT, "  %-11s %3d  %6d tokens", name(kind), sum[0], sum[1])));
  }

  private static String rank(Suspect suspect) {
    return String.format(Locale.ROOT, "#%d (%.2f)", suspect.rank(), suspect.score());
  }

  /** {@code Cart.total(Cart.java:42)}: where a class lies, the method's place says. */
  private static String shown(Frame frame) {
    String whole = frame.toString();
    int end = frame.className().length();
    return whole.substring(frame.className().lastIndexOf('.', end) + 1);
  }

  private static String place(MethodDeclaration method) {
    LineRange lines = method.lines();
    return method.symbol() + "  " + method.path() + ":" + lines.first() + "-" + lines.last();
  }

  private static String name(PackedContext.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void line(String text) {
    lines.add(PlainText.line(text, WIDTH));
  }
}
