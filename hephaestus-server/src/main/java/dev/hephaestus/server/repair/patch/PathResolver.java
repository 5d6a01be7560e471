package dev.hephaestus.server.repair.patch;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that a reply means: as the repository names it, with a diff's {@code a/}, with a
 * machine's folders before it, by its last part alone, or by its class.
 */
public final class PathResolver {
  private static final Pattern POSITION = Pattern.compile("(.{1,500}?):\\d{1,7}(?:[-:]\\d{1,7})?");
  private static final Pattern CLASS =
      Pattern.compile("(?:[a-z_][\\w]{0,80}\\.){0,20}[A-Z]\\w{0,120}(?:[.$][A-Z]\\w{0,120}){0,4}");

  /** What came of it: one path, or several that it could be. */
  public record Resolved(String path, List<String> candidates) {}

  private PathResolver() {}

  /** The file of the snapshot; the path as given where it has none. */
  public static Resolved resolve(Snapshot snapshot, String given) {
    String path = cleaned(given);
    if (snapshot.file(path).isPresent()) {
      return new Resolved(path, List.of());
    }
    if (path.contains("..")) {
      return new Resolved(given, List.of());
    }
    String bare = path.replaceFirst("^(?:[ab]|\\.)/", "").replaceFirst("^/{1,3}", "");
    if (snapshot.file(bare).isPresent()) {
      return new Resolved(bare, List.of());
    }
    List<String> found = ending(snapshot, bare);
    return found.size() == 1
        ? new Resolved(found.get(0), List.of())
        : new Resolved(found.isEmpty() ? path : given, found);
  }

  private static String cleaned(String given) {
    String path = given.strip();
    Matcher position = POSITION.matcher(path);
    if (position.matches() && position.group(1).indexOf(':') < 0) {
      path = position.group(1);
    }
    if (path.startsWith("./")) {
      path = path.substring(2);
    }
    boolean windows = path.contains("\\") && !path.contains("/");
    return windows ? path.replace('\\', '/') : path;
  }

  /** The files that end as the path does, as much of it as any file ends with. */
  private static List<String> ending(Snapshot snapshot, String bare) {
    String wanted = CLASS.matcher(bare).matches() ? file(bare) : bare;
    if (!wanted.contains(".")) {
      return List.of();
    }
    for (Optional<String> end = Optional.of(wanted); end.isPresent(); end = shorter(end.get())) {
      String suffix = "/" + end.get();
      List<String> found =
          snapshot.files().stream()
              .map(SourceFile::path)
              .filter(file -> ("/" + file).endsWith(suffix))
              .limit(6)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private static Optional<String> shorter(String path) {
    int slash = path.indexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(path.substring(slash + 1));
  }

  /** {@code shop/Cart.java} of {@code shop.Cart} and of {@code shop.Cart$Line}. */
  private static String file(String className) {
    StringBuilder path = new StringBuilder();
    for (String part : className.split("[.$]", -1)) {
      path.append(path.isEmpty() ? "" : "/").append(part);
      if (Character.isUpperCase(part.charAt(0))) {
        break;
      }
    }
    String name = path.toString();
    return name.toLowerCase(Locale.ROOT).endsWith(".java") ? name : name + ".java";
  }
}
