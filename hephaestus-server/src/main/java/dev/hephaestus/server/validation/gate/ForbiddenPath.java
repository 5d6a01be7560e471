package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps a patch away from what decides over the build, the review and the pipeline, in whatever
 * spelling a file system takes for it.
 *
 * <p><i>Shape:</i> nothing hidden, no program, no name that another file system reads as another
 * one, and no new name that only looks like one of the repository.
 *
 * <p><i>Source:</i> Git's own checks of names against NTFS and HFS+ spellings of {@code .git}.
 */
final class ForbiddenPath implements Gate {
  private static final Set<String> FOLDERS =
      Set.of("ci", "jenkins", "circleci", "tekton", "buildkite");
  private static final Set<String> FILES =
      Set.of(
          "codeowners",
          "mvnw",
          "gradlew",
          "gradle-wrapper.properties",
          "maven-wrapper.properties",
          "jenkinsfile",
          "azure-pipelines.yml",
          "azure-pipelines.yaml",
          "bitbucket-pipelines.yml",
          "appveyor.yml",
          "cloudbuild.yaml",
          "dockerfile",
          "containerfile",
          "docker-compose.yml",
          "makefile",
          "justfile",
          "vagrantfile",
          "lombok.config");
  private static final Pattern PROGRAM =
      Pattern.compile(".*\\.(?:sh|bash|zsh|bat|cmd|ps1|exe|dll|so|dylib|jar|war|class|jmod|vbs)");
  private static final Pattern OTHER_SPELLING =
      Pattern.compile(".*[:~*?\"<>|\\\\].*|.*[. ]|.*\\s{2}.*");
  private static final Pattern DEVICE =
      Pattern.compile("(?:con|prn|aux|nul|com\\d|lpt\\d)(?:\\..*)?");
  private static final int LONGEST = 500;

  @Override
  public String name() {
    return "forbidden path";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (FileChange change : patch.changes()) {
      String path = change.path();
      boolean known = patch.task().snapshot().file(path).isPresent();
      if (isForbidden(path) || (!known && looksLikeAnother(patch, path))) {
        return Optional.of(
            "a fix must not touch "
                + path
                + ", which decides over builds or reviews, or is no plain path");
      }
    }
    return Optional.empty();
  }

  private static boolean isForbidden(String path) {
    String plain = Normalizer.normalize(path, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    List<String> parts = Arrays.asList(plain.split("/", -1));
    String file = parts.get(parts.size() - 1);
    return path.length() > LONGEST
        || path.codePoints().anyMatch(ForbiddenPath::isUnprintable)
        || parts.stream().anyMatch(ForbiddenPath::isForbiddenPart)
        || (parts.size() > 1 && FOLDERS.contains(parts.get(0)))
        || FILES.contains(file)
        || PROGRAM.matcher(file).matches();
  }

  private static boolean isForbiddenPart(String part) {
    return part.isEmpty()
        || part.startsWith(".")
        || part.startsWith("-")
        || OTHER_SPELLING.matcher(part).matches()
        || DEVICE.matcher(part).matches();
  }

  private static boolean isUnprintable(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE
        || type == Character.UNASSIGNED
        || type == Character.NON_SPACING_MARK;
  }

  /** A new name of letters that nobody here writes, or of another case than a file has. */
  private static boolean looksLikeAnother(Inspection patch, String path) {
    return path.chars().anyMatch(c -> c > '~')
        || patch.task().snapshot().files().stream()
            .anyMatch(file -> file.path().equalsIgnoreCase(path))
        || patch.task().snapshot().files().stream()
            .anyMatch(file -> path.startsWith(file.path() + "/"))
        || patch.task().snapshot().leftOut().stream()
            .anyMatch(out -> path.equals(out.path()) || path.startsWith(out.path() + "/"));
  }
}
