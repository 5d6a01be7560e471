package dev.hephaestus.server.localization;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Undoes what compilers and proxy generators make of the names in a stack frame. */
final class FrameNames {

  /**
   * What generators append to the class that they extend or that a lambda stands in: Spring and
   * CGLIB, Javassist, Byte Buddy, Mockito, Hibernate, Quarkus, Weld, the JDK's lambda forms.
   */
  private static final Pattern GENERATED =
      Pattern.compile(
          "(?:\\$\\$(?:EnhancerBy|FastClassBy|SpringCGLIB|Lambda|Enhancer|KeyFactoryBy)"
              + "|_\\$\\$_(?:jvst|javassist|Weld)"
              + "|\\$(?:ByteBuddy|MockitoMock|HibernateProxy|auxiliary|Proxy\\$_\\$\\$)"
              + "|_(?:ClientProxy|Subclass|WeldClientProxy)$).*");

  /** A serializable lambda has a hash of what it captures in front of its number. */
  private static final Pattern LAMBDA =
      Pattern.compile("lambda\\$(.+?)(?:\\$[0-9a-f]{1,8})?\\$\\d+");

  private static final Pattern NUMBERED_LAMBDA = Pattern.compile("lambda\\$\\d+");
  private static final Pattern CGLIB = Pattern.compile("CGLIB\\$(.+)\\$\\d+");
  private static final Pattern ACCESSOR = Pattern.compile("(.+)\\$(?:accessor|original)\\$\\w+");
  private static final Pattern SYNTHETIC = Pattern.compile("access\\$\\d+|\\$deserializeLambda\\$");

  private FrameNames() {}

  /** Whether fields are given their first values in it. */
  static boolean isInitializer(String method) {
    return method.equals("<init>") || method.equals("<clinit>");
  }

  /** The class that somebody wrote. */
  static String writtenClass(String className) {
    Matcher generated = GENERATED.matcher(className);
    return generated.find() && generated.start() > 0
        ? className.substring(0, generated.start())
        : className;
  }

  /** The method that somebody wrote; empty when the name does not say, and only the line does. */
  static String writtenMethod(String method) {
    Matcher lambda = LAMBDA.matcher(method);
    if (lambda.matches()) {
      return switch (lambda.group(1)) {
        case "new" -> "<init>";
        case "static" -> "<clinit>";
        default -> lambda.group(1);
      };
    }
    if (NUMBERED_LAMBDA.matcher(method).matches() || SYNTHETIC.matcher(method).matches()) {
      return "";
    }
    for (Pattern wrapped : new Pattern[] {CGLIB, ACCESSOR}) {
      Matcher matcher = wrapped.matcher(method);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return method;
  }
}
