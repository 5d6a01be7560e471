package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses files that make a class run, or an object be made, without any code that calls it:
 * service registrations, agents, and the configuration of test engines and frameworks.
 *
 * <p><i>Source:</i> java.util.ServiceLoader; java.lang.instrument; JUnit 5 user guide, 4.5.
 */
final class AutomaticFile implements Gate {
  private static final Pattern AUTOMATIC =
      Pattern.compile(
          "(?:.*/)?meta-inf/(?:.*)|(?:.*/)?(?:junit-platform|spring|jndi|logging|log4j2?|system)"
              + "\\.properties|(?:.*/)?(?:log4j2?|logback(?:-test)?|testng|persistence|web|faces-config)\\.xml"
              + "|(?:.*/)?mockito-extensions/.*");

  @Override
  public String name() {
    return "automatic file";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    return patch.changes().stream()
        .map(FileChange::path)
        .filter(path -> AUTOMATIC.matcher(path.toLowerCase(Locale.ROOT)).matches())
        .findFirst()
        .map(path -> "a fix must not change " + path + ", which is read without being called");
  }
}
