package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of calls without what differs from build to build, from start to start or from proxy to
 * proxy.
 *
 * <p>The number of an anonymous class stays: it tells two of them apart, which matters more than
 * that it moves when another one is put before it.
 */
final class FrameNames {
  /** What generators of proxies and subclasses append to the class that they are made from. */
  private static final Pattern GENERATED_CLASS =
      Pattern.compile(
          "(\\$\\$|_\\$\\$_|\\$HibernateProxy\\$|\\$ByteBuddy\\$|\\$MockitoMock\\$"
              + "|\\$Proxy\\$_|_ClientProxy$|_Subclass$|/0x).*");

  private static final Pattern JDK_PROXY = Pattern.compile("(^|\\.)\\$Proxy\\d+$");
  private static final Pattern ACCESSOR =
      Pattern.compile("\\b(Generated[A-Za-z]*Accessor|LambdaForm\\$[A-Z]+)[\\d/].*");

  /**
   * {@code lambda$total$3} of javac, {@code total$lambda$3} of Kotlin, Scala's {@code $anonfun}.
   */
  private static final List<Pattern> LAMBDAS =
      List.of(
          Pattern.compile("lambda\\$(.+?)\\$\\d+"),
          Pattern.compile("\\$anonfun\\$(.+?)\\$\\d+(?:\\$adapted)?"),
          Pattern.compile("(.+?)\\$lambda[$-]\\d+(?:[$-].*)?"));

  /** Calls that a compiler or proxy put between the ones that somebody wrote. */
  private static final Pattern GLUE =
      Pattern.compile(
          "access\\$\\d+|.*\\$\\$FastClass.*|.*\\$\\$Lambda.*|(.*\\.)?\\$Proxy\\d+\\..*"
              + "|.*\\bGenerated[A-Za-z]*Accessor\\d+\\..*");

  private FrameNames() {}

  /** Whether nobody wrote this call. */
  static boolean isGlue(Frame frame) {
    if (isPlain(frame.className()) && isPlain(frame.method())) {
      return false;
    }
    return GLUE.matcher(frame.method()).matches()
        || GLUE.matcher(frame.className() + ".").matches();
  }

  /** Class and method as somebody wrote them. */
  static Call of(Frame frame) {
    return new Call(className(frame.className()), method(frame.method()));
  }

  /** The class as somebody wrote it. */
  static String className(String name) {
    if (isPlain(name)) {
      return name;
    }
    String own = JDK_PROXY.matcher(name).replaceFirst("$1\\$Proxy");
    own = ACCESSOR.matcher(own).replaceFirst("$1");
    String source = GENERATED_CLASS.matcher(own).replaceFirst("");
    return source.isEmpty() ? own : source;
  }

  private static String method(String name) {
    if (isPlain(name)) {
      return name;
    }
    for (Pattern lambda : LAMBDAS) {
      Matcher matcher = lambda.matcher(name);
      if (matcher.matches()) {
        // A static initializer's lambdas are called lambda$static$0, a constructor's lambda$new$0.
        return switch (matcher.group(1)) {
          case "new" -> "<init>";
          case "static" -> "<clinit>";
          default -> matcher.group(1);
        };
      }
    }
    return name;
  }

  /** Whether the name has nothing in it that generators put there: true of most, and quick. */
  private static boolean isPlain(String name) {
    return name.indexOf('$') < 0
        && name.indexOf('_') < 0
        && name.indexOf('/') < 0
        && !name.contains("Generated");
  }

  /**
   * A call without its line.
   *
   * @param className binary name of the class that was written
   * @param method the method that was written
   */
  record Call(String className, String method) {

    @Override
    public String toString() {
      return className + "." + method;
    }
  }
}
