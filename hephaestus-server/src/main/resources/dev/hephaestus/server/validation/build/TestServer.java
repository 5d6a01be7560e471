import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.LegacyReportingUtils;

/**
 * Runs test classes that it is asked for, one request after the other, in a Java of its own.
 *
 * <p><i>Shape:</i> a resource and not a class of the server, because it is compiled for the
 * project's Java where it is needed. Request n is the file {@code n.request} in the first folder:
 * class path entries, an empty line, test classes. The answer is {@code n.result} in the second:
 * what {@code TestResults} reads, written class by class so that a run that is stopped has told
 * what it came to, and {@code n.done} when there is no more to come.
 */
public final class TestServer {
  private static final int POLL_MS = 4;
  private static final int MAX_TRACE_CHARS = 20000;

  private TestServer() {}

  public static void main(String[] folders) throws Exception {
    File requests = new File(folders[0]);
    File results = new File(folders[1]);
    Surroundings surroundings = new Surroundings();
    for (int number = 1; ; number++) {
      final File request = new File(requests, number + ".request");
      while (!request.exists()) {
        Thread.sleep(POLL_MS);
      }
      final File result = new File(results, number + ".result");
      // A thread of its own: what tests leave in theirs goes with it.
      Thread thread =
          new Thread("tests-" + number) {
            @Override
            public void run() {
              try {
                answer(request, result);
              } catch (Throwable e) {
                e.printStackTrace();
              }
            }
          };
      thread.start();
      thread.join();
      surroundings.restore();
      new FileOutputStream(new File(results, number + ".done")).close();
    }
  }

  private static void answer(File request, File result) throws IOException {
    List<URL> path = new ArrayList<URL>();
    List<String> classes = new ArrayList<String>();
    read(request, path, classes);
    ClassLoader system = TestServer.class.getClassLoader();
    URLClassLoader own =
        path.isEmpty() ? null : new URLClassLoader(path.toArray(new URL[0]), system);
    ClassLoader loader = own == null ? system : own;
    Thread.currentThread().setContextClassLoader(loader);
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(result)));
    try {
      Launcher launcher = LauncherFactory.create();
      for (String name : classes) {
        run(launcher, loader, name, out);
        out.writeByte('C');
        text(out, name);
        out.flush();
      }
    } finally {
      out.close();
      if (own != null) {
        own.close();
      }
    }
  }

  private static void read(File request, List<URL> path, List<String> classes) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(request), StandardCharsets.UTF_8));
    try {
      for (String line = reader.readLine(); line != null && !line.isEmpty(); ) {
        path.add(new File(line).toURI().toURL());
        line = reader.readLine();
      }
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        classes.add(line);
      }
    } finally {
      reader.close();
    }
  }

  private static void run(Launcher launcher, ClassLoader loader, String name, DataOutputStream out)
      throws IOException {
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (Throwable e) {
      failed(out, name + ".<class>", e);
      return;
    }
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
            .build();
    try {
      launcher.execute(request, new Writer(out));
    } catch (Throwable e) {
      failed(out, name + ".<class>", e);
    }
  }

  private static void failed(DataOutputStream out, String test, Throwable thrown)
      throws IOException {
    out.writeByte('F');
    text(out, test);
    text(out, thrown.getClass().getName());
    text(out, trace(thrown));
  }

  private static String trace(Throwable thrown) {
    try {
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text, true));
      String trace = text.toString().trim();
      return trace.length() <= MAX_TRACE_CHARS ? trace : trace.substring(0, MAX_TRACE_CHARS);
    } catch (Throwable e) { // its own methods may throw
      return thrown.getClass().getName();
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Writes how each test ended; a container that fails, fails the tests in it. */
  private static final class Writer implements TestExecutionListener {
    private final DataOutputStream out;
    private final Set<String> told = new HashSet<String>();
    private TestPlan plan;

    Writer(DataOutputStream out) {
      this.out = out;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
      plan = started;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
      told.add(test.getUniqueId());
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
      if (test.isTest()) {
        if (result.getStatus() != TestExecutionResult.Status.ABORTED) {
          tell(test, failed, result);
        }
        told.add(test.getUniqueId());
        return;
      }
      if (failed) {
        boolean any = false;
        for (TestIdentifier inner : plan.getDescendants(test)) {
          if (inner.isTest() && told.add(inner.getUniqueId())) {
            tell(inner, true, result);
            any = true;
          }
        }
        if (!any) {
          tell(test, true, result);
        }
      }
    }

    private void tell(TestIdentifier test, boolean failed, TestExecutionResult result) {
      String name =
          LegacyReportingUtils.getClassName(plan, test)
              + "."
              + test.getLegacyReportingName().replaceFirst("[\\[({ ][\\s\\S]*", "");
      try {
        if (failed) {
          Throwable thrown = result.getThrowable().orElse(new AssertionError("failed"));
          failed(out, name, thrown);
        } else {
          out.writeByte('P');
          text(out, name);
        }
      } catch (IOException e) {
        e.printStackTrace();
      }
    }
  }

  /** What tests change of the whole Java, put back after each request. */
  private static final class Surroundings {
    private final Properties properties = (Properties) System.getProperties().clone();
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    void restore() {
      System.setProperties((Properties) properties.clone());
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
      System.setIn(new ByteArrayInputStream(new byte[0]));
      System.setOut(out);
      System.setErr(err);
    }
  }
}
