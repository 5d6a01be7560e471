package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class ServiceListenersTest {
  private final TestClients.StatusLog status = new TestClients.StatusLog();

  @Test
  void listenersThatTheApplicationNamesAreFound() {
    assertThat(listeners(Remembering.class.getName()).all())
        .singleElement()
        .isInstanceOf(Remembering.class);
  }

  @Test
  void listenerThatCannotBeMadeIsAWarningAndTheOthersAreFound() {
    ServiceListeners listeners =
        listeners(
            "no.such.Listener\n"
                + TestClients.class.getName()
                + "\n"
                + Remembering.class.getName());

    assertThat(listeners.all()).singleElement().isInstanceOf(Remembering.class);
    assertThat(status.warnings)
        .hasSize(2)
        .allMatch(line -> line.contains("A solution listener cannot be used"));
  }

  @Test
  void applicationThatNamesNoneHasNone() {
    assertThat(new ServiceListeners(null, statusOf()).all()).isEmpty();
    assertThat(status.warnings).isEmpty();
  }

  private ServiceListeners listeners(String names) {
    return new ServiceListeners(new Naming(names), statusOf());
  }

  private OutageStatus statusOf() {
    return new OutageStatus(status, System::nanoTime);
  }

  /** A listener as applications have them. */
  public static final class Remembering implements SolutionListener {
    /** For the service loader. */
    public Remembering() {}

    @Override
    public void onSolution(ProposedSolution solution) {
      throw new AssertionError("None comes here");
    }
  }

  /** An application's class loader whose service file has this content. */
  private static final class Naming extends ClassLoader {
    private final String names;

    Naming(String names) {
      super(ServiceListenersTest.class.getClassLoader());
      this.names = names;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      if (!name.equals("META-INF/services/" + SolutionListener.class.getName())) {
        return super.getResources(name);
      }
      byte[] bytes = names.getBytes(StandardCharsets.UTF_8);
      return Collections.enumeration(Collections.singleton(url(bytes)));
    }

    @SuppressWarnings("deprecation") // Java 11 has no other way to a URL with a handler.
    private static URL url(byte[] bytes) throws IOException {
      return new URL(
          null,
          "memory:services",
          new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
              return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                  return new ByteArrayInputStream(bytes);
                }
              };
            }
          });
    }
  }
}
