package dev.hephaestus.server.ingest;

import java.util.Optional;

/**
 * Reads one call of a traceback: {@code File "/app/shop/cart.py", line 42, in total}.
 *
 * <p><i>Shape:</i> the class is the module: with its packages where an installed library's path
 * tells them, else the file's own name. The file is the path as printed.
 */
final class PythonFrame {

  private static final String FILE = "File \"";
  private static final String LINE = "\", line ";
  private static final String IN = ", in ";

  private PythonFrame() {}

  static Optional<Frame> parse(String line) {
    String text = line.strip();
    int path = text.startsWith(FILE) ? text.indexOf(LINE) : -1;
    if (path < 0) {
      return Optional.empty();
    }
    int number = path + LINE.length();
    int end = number;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    boolean named = text.startsWith(IN, end) && text.length() > end + IN.length();
    if (end == number || (!named && end < text.length())) {
      return Optional.empty();
    }
    String file = text.substring(FILE.length(), path);
    String method = named ? text.substring(end + IN.length()) : "<module>";
    return Optional.of(
        Frame.of(module(file), method, file, PrintedName.number(text.substring(number, end))));
  }

  private static String module(String file) {
    String path = file.replace('\\', '/');
    int start = Math.max(path.lastIndexOf("-packages/"), path.lastIndexOf("/lib/python"));
    String inside = start < 0 ? "" : path.substring(path.indexOf('/', start + 1) + 1);
    if (inside.startsWith("python")) {
      inside = inside.substring(inside.indexOf('/') + 1);
    }
    String name = inside.isEmpty() ? path.substring(path.lastIndexOf('/') + 1) : inside;
    String stem = name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
    boolean folder = stem.endsWith("__init__") && path.lastIndexOf('/') > 0;
    if (!folder || stem.contains("/")) {
      return stem.isEmpty() ? "?" : stem.replace("/__init__", "").replace('/', '.');
    }
    String parent = path.substring(0, path.lastIndexOf('/'));
    return parent.substring(parent.lastIndexOf('/') + 1);
  }
}
