package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.StreamLogsRequest;
import io.grpc.stub.ClientCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OpenStreamTest {
  private static final long PLENTY = 1 << 20;

  private final Requests requests = new Requests();
  private long nanos = 1;
  private final Window window = new Window(PLENTY, new Losses());

  private OpenStream stream(long credit) {
    return new OpenStream(requests, window, credit, 1_000, false, () -> nanos++);
  }

  private void waiting(int batches) {
    for (int i = 0; i < batches; i++) {
      window.add(List.of(LogRecord.newBuilder().setMessage("of batch " + i).build()));
    }
  }

  @Test
  void sendsOneBatchAtATimeSoThatOthersHaveTheirTurn() {
    waiting(2);
    OpenStream stream = stream(PLENTY);

    stream.tick(1, 0);
    assertThat(requests.sent).hasSize(1);
    assertThat(stream.hasMore()).isTrue();

    stream.tick(2, 0);
    assertThat(requests.sent).hasSize(2);

    stream.tick(3, 0);
    assertThat(requests.sent).hasSize(2);
    assertThat(stream.hasMore()).isFalse();
  }

  @Test
  void sendsAsManyAsItsTimeAllows() {
    waiting(5);
    OpenStream stream = stream(PLENTY);

    stream.tick(nanos, 3);

    assertThat(requests.sent).hasSizeBetween(2, 4);
    assertThat(stream.hasMore()).isTrue();
  }

  @Test
  void waitsForCreditRatherThanAskingForItsTurnAgainAndAgain() {
    waiting(2);
    OpenStream stream = stream(30);

    stream.tick(1, 0);
    stream.tick(2, 0);
    assertThat(requests.sent).hasSize(1);
    assertThat(stream.hasMore()).isFalse();

    stream.granted(30);
    stream.tick(3, 0);
    assertThat(requests.sent).hasSize(2);
  }

  /** Remembers what was sent. */
  private static final class Requests extends ClientCallStreamObserver<StreamLogsRequest> {
    final List<StreamLogsRequest> sent = new ArrayList<>();

    @Override
    public void onNext(StreamLogsRequest request) {
      sent.add(request);
    }

    @Override
    public void onError(Throwable fault) {}

    @Override
    public void onCompleted() {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}
  }
}
