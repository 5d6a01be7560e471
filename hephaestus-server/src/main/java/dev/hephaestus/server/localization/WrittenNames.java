package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the method of a frame may be called in its source, in the languages beside Java. */
final class WrittenNames {

  /** What closures and coroutines are run by; the class around them is named after the method. */
  private static final Set<String> RUNNERS =
      Set.of(
          "invoke",
          "invokeSuspend",
          "apply",
          "applyOrElse",
          "doCall",
          "call",
          "run",
          "accept",
          "emit",
          "collect");

  /** What compilers of Kotlin, Scala and Groovy make of a method's name; the first group is it. */
  private static final List<Pattern> MADE =
      List.of(
          Pattern.compile("access\\$(.+?)(?:\\$(?:cp|s\\d+|\\d+))?"),
          Pattern.compile("(?:.*\\$)?\\$?anonfun\\$(.+?)\\$\\d+(?:\\$adapted)?"),
          Pattern.compile("lambda\\$(.+?)(?:\\$[0-9a-f]{1,8})?\\$\\d+"),
          Pattern.compile("(.+?)\\$lambda[$-]\\d++(?:[$-].*)?"),
          Pattern.compile("(.+?)\\$(?:default|suspendImpl|\\d+|default\\$\\d+)"),
          Pattern.compile("(.+?)-(?:impl|[A-Za-z0-9_-]{7,8})"),
          Pattern.compile("super\\$\\d++\\$(.+)"),
          // Of .NET: properties and events.
          Pattern.compile("(?:get|set|init|add|remove)_(.+)"));

  private static final Pattern GROOVY_CLOSURE = Pattern.compile("_(.+?)_(?:closure|lambda)\\d+");

  private static final Map<String, String> SAME =
      Map.of(
          "__init__", "<init>",
          "constructor", "<init>",
          "initialize", "<init>",
          ".ctor", "<init>",
          "_init_", "<init>",
          "new", "<init>",
          ".cctor", "<clinit>",
          "<static_initializer>", "<clinit>",
          "_clinit_", "<clinit>");

  private static final Map<String, String> SCALA_OPERATORS =
      Map.ofEntries(
          Map.entry("$plus", "+"),
          Map.entry("$minus", "-"),
          Map.entry("$times", "*"),
          Map.entry("$div", "/"),
          Map.entry("$eq", "="),
          Map.entry("$less", "<"),
          Map.entry("$greater", ">"),
          Map.entry("$bang", "!"),
          Map.entry("$qmark", "?"),
          Map.entry("$colon", ":"),
          Map.entry("$amp", "&"),
          Map.entry("$bar", "|"),
          Map.entry("$percent", "%"),
          Map.entry("$tilde", "~"));

  private static final Pattern OPERATOR = Pattern.compile("\\$[a-z]+");
  private static final int LONGEST_NAME = 500;

  private WrittenNames() {}

  /** Every name that fits, in the vocabulary of {@link #canonical}. */
  static Set<String> of(Frame frame) {
    Set<String> names = new LinkedHashSet<>();
    String method = frame.method();
    add(names, method);
    if (method.length() > LONGEST_NAME || frame.className().length() > LONGEST_NAME) {
      return names;
    }
    for (Pattern made : MADE) {
      Matcher matcher = made.matcher(method);
      if (matcher.matches()) {
        add(names, matcher.group(1));
        unwrapTwice(names, matcher.group(1));
      }
    }
    if (method.indexOf('$') >= 0) {
      add(names, decoded(method));
    }
    if (RUNNERS.contains(method)) {
      enclosing(frame.className(), names);
    }
    return names;
  }

  /** One name for what each language calls its constructors. */
  static String canonical(String name) {
    return SAME.getOrDefault(name, name);
  }

  /** The class's own name as it was written: no package, no numbers, no marks of a compiler. */
  static String simpleClass(String className) {
    int end = className.length();
    while (end > 0 && (className.charAt(end - 1) == '$' || isDigit(className.charAt(end - 1)))) {
      end--;
    }
    String name = className.substring(0, end);
    int cut =
        Math.max(
            Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')),
            Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')));
    return name.substring(cut + 1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** A default of a lambda of a method: two marks, one around the other. */
  private static void unwrapTwice(Set<String> names, String name) {
    for (Pattern made : MADE) {
      Matcher matcher = made.matcher(name);
      if (matcher.matches()) {
        add(names, matcher.group(1));
      }
    }
  }

  /** {@code Cart$total$1.invokeSuspend}, {@code Cart$_total_closure1.doCall}: it was total. */
  private static void enclosing(String className, Set<String> names) {
    String[] parts = className.split("\\$", -1);
    for (int i = parts.length - 1; i > 0; i--) {
      Matcher closure = GROOVY_CLOSURE.matcher(parts[i]);
      if (closure.matches()) {
        add(names, closure.group(1));
      } else if (!parts[i].isEmpty() && !isDigit(parts[i].charAt(0))) {
        add(names, parts[i]);
      }
    }
  }

  private static String decoded(String name) {
    return OPERATOR
        .matcher(name)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    SCALA_OPERATORS.getOrDefault(found.group(), found.group())));
  }

  private static void add(Set<String> names, String name) {
    if (!name.isEmpty()) {
      names.add(canonical(name));
    }
  }
}
