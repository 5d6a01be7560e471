package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses changes of build files: a fix for an exception needs no new dependency or plugin. */
final class NewDependency implements Gate {
  private static final Pattern BUILD_FILE =
      Pattern.compile(
          "(?:.*/)?(?:pom\\.xml|build\\.xml|[^/]*\\.gradle(?:\\.kts)?|gradle\\.properties|libs\\.versions\\.toml"
              + "|[^/]*\\.lockfile|ivy\\.xml|module-info\\.java|[^/]*\\.jar)");

  @Override
  public String name() {
    return "changed build";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    return patch.changes().stream()
        .map(FileChange::path)
        .filter(path -> BUILD_FILE.matcher(path).matches())
        .findFirst()
        .map(
            path ->
                "a fix must not change dependencies or the build, and this one changes " + path);
  }
}
