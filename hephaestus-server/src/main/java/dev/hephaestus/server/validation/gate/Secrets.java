package dev.hephaestus.server.validation.gate;

import com.github.difflib.DiffUtils;
import dev.hephaestus.server.repair.FileChange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses added lines that hold a credential: a private key, or a token whose form says whose it
 * is.
 *
 * <p><i>Shape:</i> only forms with a prefix of their own, so that no ordinary constant is taken for
 * one; the repetition in each is bounded.
 *
 * <p><i>Source:</i> the providers' documents on the formats of their tokens.
 */
final class Secrets implements Gate {
  private static final int LONGEST_LINE = 20_000;
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("-----BEGIN (?:[A-Z]{2,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----"),
          Pattern.compile("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"),
          Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_[A-Za-z0-9_]{50}"),
          Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}"),
          Pattern.compile("\\bxox[abpr]-[A-Za-z0-9-]{10}"),
          Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
          Pattern.compile("\\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{32}"),
          Pattern.compile("\\b[sr]k_live_[A-Za-z0-9]{16}"),
          Pattern.compile("\\bnpm_[A-Za-z0-9]{36}|\\bSG\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{16}"),
          Pattern.compile(
              "\\beyJ[A-Za-z0-9_-]{10,200}\\.eyJ[A-Za-z0-9_-]{10,2000}\\.[A-Za-z0-9_-]{10}"),
          Pattern.compile(
              "\\b[a-z][a-z0-9+.-]{1,12}://[^\\s/:@\"']{1,64}:[^\\s/:@\"']{3,64}@[\\w.-]{1,200}"));

  @Override
  public String name() {
    return "secret";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (FileChange change : patch.changes()) {
      if (added(change).stream().anyMatch(Secrets::holdsOne)) {
        return Optional.of("the patch puts what looks like a credential into " + change.path());
      }
    }
    return Optional.empty();
  }

  private static boolean holdsOne(String line) {
    String looked = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    return FORMS.stream().anyMatch(form -> form.matcher(looked).find());
  }

  private static List<String> added(FileChange change) {
    String before = change.before();
    return DiffUtils.diff(
            before == null ? List.<String>of() : before.lines().toList(),
            change.after().lines().toList())
        .getDeltas()
        .stream()
        .flatMap(delta -> delta.getTarget().getLines().stream())
        .toList();
  }
}
