package dev.hephaestus.server.validation.gate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ImportDeclaration;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.SimpleName;

/**
 * What a source can touch beyond its own objects, by the names that it uses.
 *
 * <p><i>Shape:</i> by syntax only. The names of types count wherever they stand, unless they are
 * the project's own; those of methods where they are called; those of packages in imports and full
 * names.
 */
enum Reach {
  NETWORK(
      "the network",
      "java\\.net\\.(?:\\*|http|Socket|URL\\b|URLConnection|Http|Inet|Datagram).*|java\\.rmi\\..*|javax\\.(?:naming|net)\\..*"
          + "|java\\.nio\\.channels\\..*(?:Socket|Datagram).*|java\\.sql\\.DriverManager",
      "(?:Server|SSL|SSLServer|Multicast|Datagram)?Socket|(?:Async\\w*)?(?:Server)?(?:Socket|Datagram)Channel"
          + "|URL|(?:Https?)?URLConnection|HttpsURLConnection|HttpClient|HttpRequest|InetAddress|InetSocketAddress"
          + "|NetworkInterface|InitialContext|InitialDirContext|LocateRegistry|DriverManager|OkHttpClient|RestTemplate|WebClient",
      "openConnection|openStream"),
  PROCESSES(
      "other processes",
      "java\\.lang\\.Process.*",
      "ProcessBuilder|ProcessHandle|Runtime|DefaultExecutor",
      "exec"),
  FILES(
      "files",
      "java\\.nio\\.file\\..*|java\\.io\\.(?:File|RandomAccessFile).*",
      "File(?:Output|Input)Stream|FileWriter|FileReader|RandomAccessFile|FileChannel|Files|Paths|FileSystems",
      "createTempFile|deleteOnExit"),
  REFLECTION(
      "reflection",
      "java\\.lang\\.reflect\\.(?:Method|Field|Constructor|Proxy|\\*|AccessibleObject).*|java\\.lang\\.invoke\\..*",
      "MethodHandles|MethodHandle",
      "setAccessible|trySetAccessible|getDeclared(?:Method|Field|Constructor)s?"),
  OTHER_CODE(
      "code that is loaded by name",
      "javax\\.(?:script|tools)\\..*|java\\.lang\\.instrument\\..*|javassist\\..*|net\\.bytebuddy\\..*",
      "(?:URL|Secure)?ClassLoader|ServiceLoader|ScriptEngine(?:Manager)?|JavaCompiler|ToolProvider|GroovyShell"
          + "|SpelExpressionParser|Instrumentation",
      "forName|loadClass|defineClass|getContextClassLoader|setContextClassLoader"),
  OBJECTS_FROM_BYTES(
      "objects made from bytes",
      "",
      "ObjectInputStream|XMLDecoder|XStream|SerializationUtils",
      "readObject|readUnshared"),
  THE_MACHINE(
      "the JVM or the system itself",
      "sun\\.misc\\..*|jdk\\.internal\\..*|com\\.sun\\.jna\\..*|java\\.lang\\.foreign\\..*|sun\\.reflect\\..*",
      "Unsafe|Linker|Native",
      "getenv|loadLibrary|halt|setSecurityManager|addShutdownHook|setProperties|setDefaultUncaughtExceptionHandler"),
  THREADS("threads of its own", "", "", "");

  private static final Pattern ON_SYSTEM =
      Pattern.compile("exit|load|setProperty|setOut|setErr|setIn");

  private final String label;
  private final Pattern names;
  private final Pattern types;
  private final Pattern calls;

  Reach(String label, String names, String types, String calls) {
    this.label = label;
    this.names = Pattern.compile(names);
    this.types = Pattern.compile(types);
    this.calls = Pattern.compile(calls);
  }

  /** For people: {@code the network}. */
  String label() {
    return label;
  }

  /**
   * All that a source reaches.
   *
   * @param isOwn whether a type, by its full name, is one of the project's
   */
  static Set<Reach> of(CompilationUnit unit, Predicate<String> isOwn) {
    Set<Reach> found = EnumSet.noneOf(Reach.class);
    unit.accept(new Finder(found, isOwn));
    return found;
  }

  private static final class Finder extends ASTVisitor {
    private final Set<Reach> found;
    private final Predicate<String> isOwn;
    private final Set<String> own = new HashSet<>();

    Finder(Set<Reach> found, Predicate<String> isOwn) {
      this.found = found;
      this.isOwn = isOwn;
    }

    @Override
    public boolean visit(ImportDeclaration imported) {
      String name = imported.getName().getFullyQualifiedName();
      full(imported.isOnDemand() ? name + ".*" : name);
      String simple = name.substring(name.lastIndexOf('.') + 1);
      if (isTypeOfInterest(simple) && isOwn.test(name)) {
        own.add(simple);
      }
      return false;
    }

    @Override
    public boolean visit(QualifiedName name) {
      full(name.getFullyQualifiedName());
      return true;
    }

    @Override
    public boolean visit(SimpleName name) {
      String text = name.getIdentifier();
      if (!text.isEmpty() && Character.isUpperCase(text.charAt(0)) && !own.contains(text)) {
        add(reach -> reach.types.matcher(text).matches());
      }
      return true;
    }

    @Override
    public boolean visit(MethodInvocation call) {
      String name = call.getName().getIdentifier();
      add(reach -> reach.calls.matcher(name).matches());
      String on = String.valueOf(call.getExpression());
      if (on.equals("System") && ON_SYSTEM.matcher(name).matches()) {
        found.add(THE_MACHINE);
      }
      return true;
    }

    @Override
    public boolean visit(ClassInstanceCreation created) {
      String type = created.getType().toString().toLowerCase(Locale.ROOT);
      if (type.equals("thread") || type.equals("java.lang.thread")) {
        found.add(THREADS);
      }
      if (type.equals("file") || type.equals("java.io.file")) {
        found.add(FILES);
      }
      return true;
    }

    @Override
    public boolean visit(MethodDeclaration method) {
      if (Modifier.isNative(method.getModifiers())) {
        found.add(THE_MACHINE);
      }
      return true;
    }

    private static boolean isTypeOfInterest(String simpleName) {
      return Arrays.stream(values()).anyMatch(reach -> reach.types.matcher(simpleName).matches());
    }

    private void full(String name) {
      add(reach -> reach.names.matcher(name).matches());
    }

    private void add(Predicate<Reach> test) {
      Arrays.stream(values()).filter(test).forEach(found::add);
    }
  }
}
