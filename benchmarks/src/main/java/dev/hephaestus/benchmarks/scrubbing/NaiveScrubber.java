package dev.hephaestus.benchmarks.scrubbing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What applications usually do about secrets: one regular expression after the other. */
final class NaiveScrubber {
  private static final List<Pattern> PATTERNS =
      List.of(
              "(?i)(password|passwd|pwd|secret|token|api[_-]?key)\\s*[=:]\\s*\\S+",
              "(?i)authorization:\\s*(bearer|basic)\\s+\\S+",
              "\\b(AKIA|ASIA)[A-Z0-9]{16}\\b",
              "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b",
              "\\beyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*",
              "[a-z][a-z0-9+.-]*://[^\\s:/@]+:[^\\s@]+@",
              "\\b(?:\\d[ -]?){13,19}\\b",
              "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}",
              "\\bxox[baprs]-[A-Za-z0-9-]{10,}",
              "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----")
          .stream()
          .map(Pattern::compile)
          .collect(Collectors.toList());

  String scrub(String text) {
    String scrubbed = text;
    for (Pattern pattern : PATTERNS) {
      scrubbed = pattern.matcher(scrubbed).replaceAll("***");
    }
    return scrubbed;
  }
}
