package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what compilers, proxy generators and runtimes make of the names in a stack frame.
 *
 * <p><i>Shape:</i> names are a stranger's; every pattern takes time linear in the name, and names
 * above {@value #LONGEST} characters stay as they are.
 *
 * <p><i>Source:</i> the names are those that javac, kotlinc, scalac, groovyc and D8 give, and the
 * naming of CGLIB, Spring, Guice, Javassist, Byte Buddy, Mockito, Hibernate, Weld, OpenWebBeans,
 * Quarkus, Micronaut and AspectJ.
 */
public final class GeneratedNames {
  private static final int LONGEST = 1_000;

  /** What generators append to the class that they extend or that a lambda stands in. */
  private static final Pattern MADE_FROM =
      Pattern.compile(
          "(?:\\$\\$(?:EnhancerBy|FastClassBy|SpringCGLIB|Lambda|Enhancer|KeyFactoryBy|OwbNormal"
              + "|OwbIntercept|InjectedInvoker|ExternalSynthetic|function\\$\\$)"
              + "|_\\$\\$_(?:jvst|javassist|Weld)"
              + "|\\$(?:ByteBuddy|MockitoMock|HibernateProxy|HibernateInstantiator|auxiliary"
              + "|AjcClosure\\d|Proxy\\$_\\$\\$|Definition\\$|Intercepted(?:\\$|$))"
              + "|_(?:ClientProxy|Subclass|WeldClientProxy|WeldSubclass)(?:$|\\$\\$)"
              + "|/0x[0-9a-f]).*");

  private static final Pattern JDK_PROXY = Pattern.compile("(^|\\.)\\$Proxy\\d+$");
  private static final Pattern NUMBERED =
      Pattern.compile("\\b(Generated[A-Za-z]*Accessor|LambdaForm\\$[A-Z]+)[\\d/].*");

  /** Calls that nobody wrote, by class: they only lead from one that somebody wrote to the next. */
  private static final Pattern BRIDGING_CLASS =
      Pattern.compile(
          "(?:.*\\.)?\\$Proxy\\d+|.*\\bGenerated[A-Za-z]*Accessor\\d.*|.*\\$\\$(?:FastClass|Lambda"
              + "|InjectedInvoker|ExternalSynthetic).*|.*\\$auxiliary\\$.*|.*\\$AjcClosure\\d+"
              + "|.*\\$\\$Lambda\\$.*|-\\$\\$Lambda\\$.*|.*\\bLambdaForm\\$.*|.*_Subclass\\$\\$.*");

  private static final Pattern BRIDGING_METHOD =
      Pattern.compile(
          "access\\$.+|\\$deserializeLambda\\$|\\$jacocoInit|liftedTree\\d+\\$\\d+"
              + "|this\\$dist\\$.+|super\\$\\d+\\$.+|\\$(?:getStaticMetaClass|getCallSiteArray)");

  /**
   * {@code lambda$total$3} of javac, with a hash before its number where it is serializable and the
   * class behind it where D8 made it; {@code total$lambda$3} of Kotlin, Scala's {@code $anonfun},
   * and names around the one that was written.
   */
  private static final List<Pattern> AROUND_METHOD =
      List.of(
          Pattern.compile("lambda\\$(.+?)(?:\\$[0-9a-f]{1,8})?\\$\\d+(?:\\$.*)?"),
          Pattern.compile("(?:.*\\$)?\\$?anonfun\\$(.+?)\\$\\d+(?:\\$adapted)?"),
          Pattern.compile("(.+?)\\$lambda[$-]\\d++(?:[$-].*)?"),
          Pattern.compile("CGLIB\\$(.+)\\$\\d+"),
          Pattern.compile("(.+)\\$(?:accessor|original)\\$\\w+"),
          Pattern.compile("(.+?)_aroundBody\\d+(?:\\$advice)?"),
          Pattern.compile("(.+?)\\$(?:default|suspendImpl|extension|adapted|\\d+)"),
          Pattern.compile("(.+?)-(?:impl|[A-Za-z0-9_-]{7})"));

  /** What closures and coroutines are run by; the class around them is named after the method. */
  private static final Set<String> RUNNERS =
      Set.of(
          "invoke",
          "invokeSuspend",
          "doResume",
          "emit",
          "collect",
          "apply",
          "applyOrElse",
          "doCall",
          "call");

  /** {@code Cart$total$1} of Kotlin, {@code Cart$$anonfun$total$1} of Scala 2.11. */
  private static final Pattern CLOSURE_CLASS =
      Pattern.compile(
          "(.+?)\\$(?:\\$anonfun\\$)?([a-z_][A-Za-z0-9_]*+)(?:\\$(?:\\d+|invokeSuspend|lambda|apply"
              + "|\\$inlined|\\$anonfun))+");

  private static final Pattern GROOVY_CLOSURE =
      Pattern.compile("(.+?)\\$_(.+?)_(?:closure|lambda)\\d+(?:\\$.*)?");

  /** The number of an anonymous or local class, which moves when another is put before it. */
  private static final Pattern CLASS_NUMBER = Pattern.compile("\\$\\d+(?=[$A-Za-z_]|$)");

  private GeneratedNames() {}

  /**
   * A call as somebody wrote it.
   *
   * @param className binary name of the class, without the numbers of anonymous classes
   * @param method the method; a constructor or initializer for a lambda of one
   * @param anonymous whether the class has no name of its own, so that several may be called alike
   */
  public record Written(String className, String method, boolean anonymous) {}

  /** Whether nobody wrote this call. */
  public static boolean isBridge(String className, String method) {
    if (isPlain(className) && isPlain(method)) {
      return false;
    }
    return className.length() <= LONGEST
        && method.length() <= LONGEST
        && (BRIDGING_METHOD.matcher(method).matches()
            || BRIDGING_CLASS.matcher(className).matches());
  }

  /** Class and method as somebody wrote them. */
  public static Written written(String className, String method) {
    String type = writtenClass(className);
    if (isPlain(type) || type.length() > LONGEST) {
      return new Written(type, writtenMethod(method), false);
    }
    if (RUNNERS.contains(method)) {
      for (Pattern closure : new Pattern[] {GROOVY_CLOSURE, CLOSURE_CLASS}) {
        Matcher matcher = closure.matcher(type);
        if (matcher.matches()) {
          return new Written(withoutNumbers(matcher.group(1)), matcher.group(2), false);
        }
      }
    }
    String name = withoutNumbers(type);
    boolean anonymous = !name.equals(type) && name.endsWith("$");
    if (!anonymous && name.endsWith("$") && name.length() > 1) {
      // Scala's object Cart is the class Cart$.
      name = name.substring(0, name.length() - 1);
    }
    return new Written(name, writtenMethod(method), anonymous);
  }

  /** The class that somebody wrote, anonymous classes with their numbers. */
  public static String writtenClass(String className) {
    if (isPlain(className) || className.length() > LONGEST) {
      return className;
    }
    Matcher made = MADE_FROM.matcher(className);
    if (made.find() && made.start() > 0) {
      String from = className.substring(0, made.start());
      // Micronaut puts a mark before the class's own name too.
      int dot = from.lastIndexOf('.') + 1;
      return from.startsWith("$", dot) && from.length() > dot + 1
          ? from.substring(0, dot) + from.substring(dot + 1)
          : from;
    }
    return NUMBERED
        .matcher(JDK_PROXY.matcher(className).replaceFirst("$1\\$Proxy"))
        .replaceFirst("$1");
  }

  /** The method that somebody wrote. */
  public static String writtenMethod(String method) {
    if ((method.indexOf('$') < 0 && method.indexOf('-') < 0 && !method.contains("_aroundBody"))
        || method.length() > LONGEST) {
      return method;
    }
    String name = method;
    // A default of a lambda of a method: one mark around the other.
    for (int depth = 0; depth < 3; depth++) {
      String inner = unwrapped(name);
      if (inner.equals(name)) {
        break;
      }
      name = inner;
    }
    return name;
  }

  private static String unwrapped(String name) {
    for (Pattern around : AROUND_METHOD) {
      Matcher matcher = around.matcher(name);
      if (matcher.matches()) {
        return switch (matcher.group(1)) {
          case "new" -> "<init>";
          case "static" -> "<clinit>";
          default -> matcher.group(1);
        };
      }
    }
    return name;
  }

  private static String withoutNumbers(String type) {
    return CLASS_NUMBER.matcher(type).replaceAll("\\$");
  }

  /** Whether the name has nothing in it that generators put there: true of most, and quick. */
  private static boolean isPlain(String name) {
    return name.indexOf('$') < 0
        && name.indexOf('_') < 0
        && name.indexOf('/') < 0
        && name.indexOf('-') < 0
        && !name.contains("Generated");
  }
}
