package dev.hephaestus.server.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells from a frame's path that its code was installed and is not the application's own.
 *
 * <p>Frames of the JVM have no paths; whose code theirs is, their classes' names tell.
 */
public final class InstalledCode {

  /** What comes with Node, Python and Ruby and has no file. */
  private static final List<String> BUILT_IN = List.of("node:", "<frozen ", "<internal:");

  private static final int LONGEST_PATH = 4096;

  /** Folders that package managers fill. */
  private static final Set<String> INSTALLED =
      Set.of("node_modules", "site-packages", "dist-packages", "gems", "rubygems", ".nuget");

  private static final Pattern PYTHON_HOME = Pattern.compile("python\\d[\\d.]*");

  /** A module of Go with its version, as the module cache and {@code -trimpath} name it. */
  private static final Pattern GO_MODULE = Pattern.compile("[^@]+@v\\d.*");

  /** What Go's own packages begin with; a path of anybody else begins with a host or is local. */
  private static final Set<String> GO_STANDARD =
      Set.of(
          "archive",
          "bufio",
          "bytes",
          "cmp",
          "compress",
          "container",
          "context",
          "crypto",
          "database",
          "debug",
          "embed",
          "encoding",
          "errors",
          "expvar",
          "flag",
          "fmt",
          "go",
          "hash",
          "html",
          "image",
          "index",
          "internal",
          "io",
          "iter",
          "log",
          "maps",
          "math",
          "mime",
          "net",
          "os",
          "path",
          "plugin",
          "reflect",
          "regexp",
          "runtime",
          "slices",
          "sort",
          "strconv",
          "strings",
          "sync",
          "syscall",
          "testing",
          "text",
          "time",
          "unicode",
          "unique",
          "unsafe");

  private InstalledCode() {}

  /** Whether the frame's path says that a package manager or a runtime brought the file. */
  public static boolean holds(Frame frame) {
    String file = frame.file();
    boolean path = file.indexOf('/') >= 0 || file.indexOf('\\') >= 0;
    // A class of the JVM that was made at run time may have <generated> for its file.
    return BUILT_IN.stream().anyMatch(file::startsWith)
        || (path && start(frame, segments(file)).isPresent());
  }

  /** The names in a path, of Unix or Windows; none when it is too long to be one. */
  public static List<String> segments(String path) {
    if (path.length() > LONGEST_PATH) {
      return List.of();
    }
    return Arrays.stream(path.replace('\\', '/').split("/", -1))
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }

  /**
   * Where a library's own part of the path begins: a repository has the file only when its path has
   * that part too. Empty when the path may be anybody's.
   */
  public static OptionalInt start(Frame frame, List<String> segments) {
    for (int i = segments.size() - 2; i >= 0; i--) {
      if (isInstalled(segments, i)) {
        return OptionalInt.of(i);
      }
    }
    return isRuntime(frame, segments) ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private static boolean isInstalled(List<String> segments, int at) {
    String folder = segments.get(at);
    String lower = folder.toLowerCase(Locale.ROOT);
    return INSTALLED.contains(lower)
        || GO_MODULE.matcher(folder).matches()
        || (at > 0 && lower.equals("mod") && segments.get(at - 1).equals("pkg"))
        || (at > 0 && lower.equals("bundle") && segments.get(at - 1).equals("vendor"))
        || (PYTHON_HOME.matcher(lower).matches() && isBesideLib(segments, at))
        || (lower.equals("ruby") && at > 0 && segments.get(at - 1).equals("lib"));
  }

  private static boolean isBesideLib(List<String> segments, int at) {
    return (at > 0 && segments.get(at - 1).startsWith("lib"))
        || segments.get(at + 1).equalsIgnoreCase("lib");
  }

  private static boolean isRuntime(Frame frame, List<String> segments) {
    if (segments.isEmpty()) {
      return false;
    }
    if (frame.file().startsWith("node:") || frame.file().startsWith("<")) {
      return true;
    }
    boolean system = segments.size() > 2 && segments.get(0).equals("usr");
    if (system && segments.get(1).startsWith("lib")) {
      return true;
    }
    String top = segments.get(0);
    return frame.file().endsWith(".go")
        ? isGoStandard(frame.className())
        : top.equals("internal") && !frame.file().startsWith("/") && segments.size() > 1;
  }

  private static boolean isGoStandard(String className) {
    int slash = className.indexOf('/');
    int dot = className.indexOf('.');
    int end = slash >= 0 ? slash : dot >= 0 ? dot : className.length();
    return GO_STANDARD.contains(className.substring(0, end));
  }
}
