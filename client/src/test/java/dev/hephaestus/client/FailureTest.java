package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("older-jvm")
final class FailureTest {
  private static Failure pushback(String text) {
    Metadata trailers = new Metadata();
    trailers.put(Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER), text);
    return Failure.of(Status.UNAVAILABLE.asRuntimeException(trailers));
  }

  private static Failure details(byte[] bytes) {
    Metadata trailers = new Metadata();
    trailers.put(
        Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), bytes);
    return Failure.of(Status.RESOURCE_EXHAUSTED.asRuntimeException(trailers));
  }

  @Test
  void pushbackIsInMilliseconds() {
    assertThat(pushback("1500").pushbackNanos).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1500));
  }

  @Test
  void pushbackThatSaysNeverOrNonsenseIsTheLongestPause() {
    long longest = TimeUnit.MINUTES.toNanos(10);
    assertThat(pushback("-1").pushbackNanos).isEqualTo(longest);
    assertThat(pushback("soon").pushbackNanos).isEqualTo(longest);
    assertThat(pushback("999999999").pushbackNanos).isEqualTo(longest);
  }

  @Test
  void retryInfoIsFoundAmongTheDetails() {
    Any other = Any.newBuilder().setTypeUrl("type.googleapis.com/google.rpc.DebugInfo").build();
    RetryInfo info =
        RetryInfo.newBuilder()
            .setRetryDelay(Duration.newBuilder().setSeconds(2).setNanos(5))
            .build();
    com.google.rpc.Status status =
        com.google.rpc.Status.newBuilder()
            .setCode(8)
            .setMessage("slow down")
            .addDetails(other)
            .addDetails(Any.pack(info))
            .build();

    assertThat(details(status.toByteArray()).pushbackNanos).isEqualTo(2_000_000_005L);
  }

  @Test
  void detailsThatCannotBeReadSayNothing() {
    assertThat(details(new byte[] {26, 127, 1}).pushbackNanos).isZero();
    com.google.rpc.Status broken =
        com.google.rpc.Status.newBuilder()
            .addDetails(
                Any.newBuilder()
                    .setTypeUrl("type.googleapis.com/google.rpc.RetryInfo")
                    .setValue(ByteString.copyFrom(new byte[] {10, 127})))
            .build();
    assertThat(details(broken.toByteArray()).pushbackNanos).isZero();
  }

  @Test
  void whatIsThrownWithoutTrailersSaysNothing() {
    assertThat(Failure.of(new IllegalStateException()).pushbackNanos).isZero();
    assertThat(Failure.of(Status.PERMISSION_DENIED).isRefusal()).isTrue();
  }
}
