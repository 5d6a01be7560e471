package dev.hephaestus.client;

import dev.hephaestus.proto.v1.StreamLogsRequest;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One try to reach the server; what comes back after it was given up is ignored.
 *
 * <p><em>Threads:</em> confined to the sender, to which gRPC's callbacks are posted.
 */
final class Attempt {
  private final Executor sender;
  private final Consumer<Failure> failed;
  private @Nullable ClientCallStreamObserver<StreamLogsRequest> requests;
  private boolean over;

  Attempt(Executor sender, Consumer<Failure> failed) {
    this.sender = sender;
    this.failed = failed;
  }

  /** The stream to the server, once it was opened. */
  @Nullable ClientCallStreamObserver<StreamLogsRequest> requests() {
    return requests;
  }

  void opened(ClientCallStreamObserver<StreamLogsRequest> stream) {
    requests = stream;
  }

  <T> StreamObserver<T> observe(Consumer<T> next, Runnable end) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        post(() -> next.accept(value));
      }

      @Override
      public void onError(Throwable fault) {
        post(() -> failed.accept(Failure.of(fault)));
      }

      @Override
      public void onCompleted() {
        post(end);
      }
    };
  }

  private void post(Runnable work) {
    sender.execute(
        () -> {
          if (!over) {
            work.run();
          }
        });
  }

  void giveUp(String why) {
    over = true;
    if (requests != null) {
      requests.cancel(why, null);
    }
  }
}
