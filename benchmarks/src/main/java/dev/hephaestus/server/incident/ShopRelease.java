package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogExcerptParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.tools.ToolProvider;

/** Compiles a release, really runs its faults on many ways, and reads what they print. */
final class ShopRelease {
  private static final List<String> WORDS = List.of("x7", "abc-12", "q.w");

  private final int release;
  private final Path folder;
  private final String classPath;

  ShopRelease(int release, Path folder, String classPath) {
    this.release = release;
    this.folder = folder;
    this.classPath = classPath;
  }

  /** Calls the shop on some way; throws what the shop throws. */
  @FunctionalInterface
  private interface Way {
    void run(String fault, int n, String word) throws Throwable;
  }

  List<LabelledRecord> records() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("release-" + release));
    compile(classes, Map.of("Api", ShopSource.API, "Shop", ShopSource.of(release)));
    List<LabelledRecord> records = new ArrayList<>();
    for (Map.Entry<String, Way> way : ways(classes).entrySet()) {
      for (String fault : ShopSource.FAULTS) {
        for (int n = 0; n < WORDS.size(); n++) {
          Throwable thrown = thrown(way.getValue(), fault, n * 17 + 1, WORDS.get(n));
          String variant = release + "/" + way.getKey() + "/" + n;
          records.add(LabelledRecord.of(fault, variant, "failed", Printed.read(thrown)));
        }
      }
    }
    return records;
  }

  private static Throwable thrown(Way way, String fault, int n, String word) {
    try {
      way.run(fault, n, word);
    } catch (Throwable thrown) {
      return thrown;
    }
    throw new IllegalStateException("nothing failed: " + fault);
  }

  private Map<String, Way> ways(Path classes) throws Exception {
    URLClassLoader loader = loader(classes);
    Class<?> type = loader.loadClass("lab.Shop");
    Class<?> api = loader.loadClass("lab.Api");
    Object shop = type.getDeclaredConstructor().newInstance();
    Method run = api.getMethods()[0];
    var handle =
        MethodHandles.publicLookup()
            .findVirtual(
                type,
                "run",
                MethodType.methodType(void.class, String.class, int.class, String.class))
            .bindTo(shop);
    Object proxy =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {api},
            (self, method, arguments) -> call(method, shop, arguments));
    Map<String, Way> ways = new TreeMap<>();
    ways.put("reflection", (fault, n, word) -> call(run, shop, fault, n, word));
    ways.put("handle", (fault, n, word) -> handle.invoke(fault, n, word));
    ways.put("proxy", (fault, n, word) -> call(run, proxy, fault, n, word));
    ways.put("pool", (fault, n, word) -> onThread(() -> call(run, shop, fault, n, word)));
    ways.put("virtual", (fault, n, word) -> virtually(() -> call(run, shop, fault, n, word)));
    for (Map.Entry<String, String> made : ShopSource.WAYS.entrySet()) {
      Path own =
          Files.createDirectories(folder.resolve("release-" + release + "-" + made.getKey()));
      try {
        compile(
            own,
            Map.of("Api", ShopSource.API, "Shop", ShopSource.of(release), "Way", made.getValue()));
      } catch (IOException absent) {
        System.err.println("left out, its library is not on the class path: " + made.getKey());
        continue;
      }
      URLClassLoader itsOwn = loader(own);
      Object itsShop = itsOwn.loadClass("lab.Shop").getDeclaredConstructor().newInstance();
      Object reached = itsOwn.loadClass("lab.Way").getMethods()[0].invoke(null, itsShop);
      Method itsRun = itsOwn.loadClass("lab.Api").getMethods()[0];
      ways.put(made.getKey(), (fault, n, word) -> call(itsRun, reached, fault, n, word));
    }
    return ways;
  }

  private URLClassLoader loader(Path classes) throws IOException {
    List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String jar : classPath.split(":", -1)) {
      if (!jar.isEmpty()) {
        urls.add(Path.of(jar).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), getClass().getClassLoader());
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Throwable;
  }

  private static void onThread(Work work) throws Throwable {
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
      submit(pool, work);
    }
  }

  private static void virtually(Work work) throws Throwable {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      submit(pool, work);
    }
  }

  /** What comes out wraps what was thrown: it is logged as it comes out. */
  private static void submit(ExecutorService pool, Work work) throws Throwable {
    pool.submit(
            () -> {
              try {
                work.run();
              } catch (Exception | Error e) {
                throw e;
              } catch (Throwable e) {
                throw new IllegalStateException(e);
              }
              return null;
            })
        .get();
  }

  private static Object call(Method method, Object target, Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private void compile(Path into, Map<String, String> sources) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("-g", "-nowarn", "-proc:none", "-d", into.toString(), "-cp", classPath));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = into.resolve(source.getKey() + ".java");
      Files.writeString(file, source.getValue());
      arguments.add(file.toString());
    }
    var said = new java.io.ByteArrayOutputStream();
    if (ToolProvider.getSystemJavaCompiler().run(null, said, said, arguments.toArray(String[]::new))
        != 0) {
      throw new IOException(said.toString(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** As a log has it: printed, and read again. */
  private static final class Printed {
    static dev.hephaestus.server.ingest.Thrown read(Throwable thrown) {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text));
      var read = new LogExcerptParser(Clock.systemUTC()).parseFirst(text.toString()).thrown();
      return java.util.Objects.requireNonNull(read);
    }
  }
}
