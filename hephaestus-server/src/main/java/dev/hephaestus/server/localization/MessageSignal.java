package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodBody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where no stack leads into the project, the message does: the statement that logged it, or the one
 * that threw it, is the one whose string literals it is made of.
 */
final class MessageSignal implements Signal {

  private record Match(MethodBody body, LineRange lines, double quality, String reason) {}

  private static final double STATEMENT = 0.6;
  private static final double DECIDERS = 0.4;
  private static final double OTHER_CLASS = 0.7;
  private static final double OTHER_LEVEL = 0.85;
  private static final double CLOSE_TO_BEST = 0.75;
  private static final int MOST = 3;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    if (!scene.frames().isEmpty()) {
      return;
    }
    List<Match> matches = new ArrayList<>();
    for (MethodBody body : scene.graph().bodiesSaying(said(scene.record()))) {
      logged(scene.record(), body, matches);
      thrown(scene.record().thrown(), body, matches);
    }
    matches.sort(
        Comparator.comparingDouble(Match::quality)
            .reversed()
            .thenComparing(match -> match.body().method().path())
            .thenComparingInt(match -> match.lines().first()));
    double least = matches.isEmpty() ? 0 : matches.get(0).quality() * CLOSE_TO_BEST;
    matches.removeIf(match -> match.quality() < least);
    for (Match match : matches.subList(0, Math.min(MOST, matches.size()))) {
      suspicions.hint(match.body().method(), STATEMENT * match.quality(), match.reason());
      new Slice(scene, match.body(), match.lines().first(), "", DECIDERS * match.quality())
          .hint(suspicions);
    }
  }

  private static List<String> said(LogRecord record) {
    List<String> said = new ArrayList<>(List.of(record.template(), record.message()));
    for (Thrown link : record.thrown() == null ? List.<Thrown>of() : record.thrown().chain()) {
      said.add(link.message() == null ? "" : link.message());
    }
    return said;
  }

  private static void logged(LogRecord record, MethodBody body, List<Match> matches) {
    for (MethodBody.LogStatement statement : body.logStatements()) {
      String template = String.join("", statement.literals());
      double quality =
          !record.template().isEmpty() && template.equals(record.template())
              ? 1
              : MessageTemplate.fit(statement.literals(), record.message());
      if (quality > 0) {
        quality *= isOfLogger(record.logger(), body.method().typeName()) ? 1 : OTHER_CLASS;
        String level = statement.level().toUpperCase(Locale.ROOT);
        quality *= level.endsWith(record.level().name()) ? 1 : OTHER_LEVEL;
        matches.add(
            new Match(
                body,
                statement.lines(),
                quality,
                "logs this message at line " + statement.lines().first()));
      }
    }
  }

  private static void thrown(
      @org.jspecify.annotations.Nullable Thrown thrown, MethodBody body, List<Match> matches) {
    for (Thrown link : thrown == null ? List.<Thrown>of() : thrown.chain()) {
      for (MethodBody.ThrowSite site : body.throwSites()) {
        double quality =
            MessageTemplate.fit(site.literals(), link.message() == null ? "" : link.message());
        if (quality > 0 && link.simpleName().endsWith(site.type())) {
          matches.add(
              new Match(
                  body,
                  site.lines(),
                  quality,
                  "throws this " + site.type() + " at line " + site.lines().first()));
        }
      }
    }
  }

  /** Loggers are named after classes, and their packages are often printed abbreviated. */
  private static boolean isOfLogger(String logger, String className) {
    String simple = CodeGraph.simple(logger);
    return !simple.isEmpty()
        && (CodeGraph.simple(className).equals(simple) || className.contains("." + simple + "$"));
  }
}
