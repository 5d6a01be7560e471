package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.re2j.Pattern;
import dev.hephaestus.client.spool.SpoolDirectory;
import dev.hephaestus.client.testkit.ForkedApplication;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.scrubbing.Scrubber;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolFirstTest {
  @Test
  void anErrorIsSpooledWithoutAClassForTheNetworkOrADescriptor(@TempDir Path directory)
      throws ReflectiveOperationException, IOException {
    try (Witness witness = new Witness()) {
      Class<?> first = witness.loadClass(FirstError.class.getName());
      ((Runnable) first.getConstructor(Path.class).newInstance(directory)).run();

      assertThat(witness.seen).contains(FirstError.class.getName(), Batch.class.getName());
      assertThat(witness.seen)
          .noneMatch(name -> name.startsWith("io.grpc."))
          .noneMatch(name -> name.startsWith("com.google.protobuf.DescriptorProtos"));
    }
  }

  /** Each of these is ten milliseconds or more of a process's first error. */
  @Test
  void anErrorIsSpooledWithoutAskingForWhatIsSlowAtFirst(@TempDir Path directory)
      throws IOException, InterruptedException {
    ForkedApplication.Outcome outcome =
        new ForkedApplication()
            .option("-Xlog:class+load")
            .on(Witness.places())
            .runUntil(() -> {}, FirstError.class, directory.toString());

    assertThat(outcome.output()).as(outcome.toString()).anyMatch(line -> line.contains("Segment"));
    assertThat(outcome.output())
        .noneMatch(line -> line.contains("java.security.SecureRandom"))
        .noneMatch(line -> line.contains("java.security.Provider"))
        .noneMatch(line -> line.matches(".*dev.hephaestus.scrubbing.*Lambda.*"));
  }

  @Test
  void aHelloIsWrittenWithoutADescriptor() throws ReflectiveOperationException, IOException {
    try (Witness witness = new Witness()) {
      Class<?> first = witness.loadClass(FirstHello.class.getName());
      ((Runnable) first.getConstructor().newInstance()).run();

      assertThat(witness.seen).contains(FirstHello.class.getName(), Resource.class.getName());
      assertThat(witness.seen)
          .noneMatch(name -> name.startsWith("com.google.protobuf.DescriptorProtos"));
    }
  }

  /** What is said before the first record is sent. */
  public static final class FirstHello implements Runnable {
    /** One of this process. */
    public FirstHello() {}

    @Override
    public void run() {
      ClientConfiguration configuration = TestClients.configuration("localhost:1");
      Resource resource =
          new RecordScrubber(configuration.scrubbing)
              .scrub(ResourceDetector.detect(configuration, null));
      byte[] hello =
          InitializeRequest.newBuilder()
              .setResource(resource)
              .setSettings(EffectiveSettings.requested(configuration))
              .build()
              .toByteArray();
      if (resource.getAttributesCount() == 0 || hello.length == 0) {
        throw new IllegalStateException("nothing was said");
      }
    }
  }

  /** What a sender does from its start to its first entry in the spool. */
  public static final class FirstError implements Runnable {
    private final Path directory;

    /** One that spools there. */
    public FirstError(Path directory) {
      this.directory = directory;
    }

    /** In a process of its own. */
    public static void main(String[] arguments) {
      new FirstError(Path.of(arguments[0])).run();
    }

    @Override
    public void run() {
      ClientConfiguration configuration = TestClients.configuration("localhost:1");
      new GrpcLink(configuration, Timing.USUAL);
      Window window = new Window(1 << 20, new Losses());
      window.spoolTo(
          new Spooling(
              new SpoolDirectory(List.of(directory), 1 << 20, trouble -> {})
                  .begin("instance", 1, System::nanoTime),
              false));
      RecordEncoder encoder =
          new RecordEncoder(new FrameOrigins(null), new RecordScrubber(configuration.scrubbing));
      LogRecord record =
          encoder.encode(
              ClientRecord.of(1, RecordLevel.ERROR, "shop.Checkout")
                  .message("token ghp_" + "a".repeat(36))
                  .unchangingMdc(Map.of("user", "ann"))
                  .throwable(new IllegalStateException("price")),
              LogRecord.Role.ROLE_TRIGGER);
      window.add(List.of(record, record));
      if (window.records(true) != 2) {
        throw new IllegalStateException("nothing was spooled");
      }
      window.close();
    }
  }

  /** Loads everything anew, and notes what. */
  private static final class Witness extends URLClassLoader {
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    Witness() throws MalformedURLException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> urls = new ArrayList<>();
      for (Path place : places()) {
        urls.add(place.toUri().toURL());
      }
      return urls.toArray(URL[]::new);
    }

    static Path[] places() {
      return Stream.of(
              SpoolFirstTest.class,
              HephaestusClient.class,
              Scrubber.class,
              Pattern.class,
              LogRecord.class,
              Message.class,
              Status.class,
              StreamObserver.class,
              OkHttpChannelBuilder.class)
          .map(ForkedApplication::place)
          .toArray(Path[]::new);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      seen.add(name);
      return super.findClass(name);
    }
  }
}
