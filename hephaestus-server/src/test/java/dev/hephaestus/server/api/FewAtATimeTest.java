package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class FewAtATimeTest {

  @Test
  void whatRunsOutOfTimeIsInterruptedAndKeepsItsPlaceUntilItEnds() throws Exception {
    FewAtATime desk = new FewAtATime(1, Duration.ofMillis(1));
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);

    assertThatThrownBy(() -> desk.run(() -> stubborn(interrupted, end)))
        .isInstanceOfSatisfying(
            FewAtATime.LaterException.class, e -> assertThat(e.getStatus()).isEqualTo(503));
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(status(desk)).isEqualTo(429);
    end.countDown();

    Awaitility.await().until(() -> status(desk) != 429);
  }

  @Test
  void whatFailsGivesItsPlaceBackAndItsFault() {
    FewAtATime desk = new FewAtATime(1, Duration.ofMinutes(1));

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  desk.run(
                      () -> {
                        throw new IllegalArgumentException("odd");
                      }))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(desk.run(() -> "done")).isEqualTo("done");
  }

  private static int status(FewAtATime desk) {
    try {
      desk.run(() -> "done");
      return 200;
    } catch (HttpResponseException e) {
      return e.getStatus();
    }
  }

  private static String stubborn(CountDownLatch interrupted, CountDownLatch end) throws Exception {
    try {
      Thread.sleep(Duration.ofMinutes(5));
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    end.await();
    return "late";
  }
}
