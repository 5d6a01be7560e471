package dev.hephaestus.javaagent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RelayTest {

  private final RecordingFactory factory = new RecordingFactory();
  private final Relay<String> relay = new Relay<>(factory, () -> true);

  @Test
  void opensNothingWithoutAnEvent() {
    relay.stop();
    assertThat(factory.opened).hasValue(0);
  }

  @Test
  void eventsOfTheTimeOfOpeningArriveInOrder() {
    relay.accept("a");
    relay.accept("b");
    factory.letOpen.countDown();
    relay.stop();
    assertThat(factory.events).containsExactly("kept a", "kept b");
    assertThat(factory.stopped).hasValue(1);
  }

  @Test
  void whatIsNotPressingOpensNothingWhileTheApplicationStarts() {
    factory.letOpen.countDown();
    relay.accept("calm a");
    relay.stop();
    assertThat(factory.opened).hasValue(0);
    assertThat(relay.hasEnded()).isTrue();
  }

  @Test
  void opensAtOnceWhereAnEarlierProcessLeftSomethingToBeSent() throws InterruptedException {
    factory.owed = true;
    factory.letOpen.countDown();
    relay.accept("calm a");
    factory.wasAsked.await();
    relay.stop();
    assertThat(factory.events).containsExactly("kept calm a");
  }

  @Test
  void whatWasNotPressingGoesBeforeTheFirstThatIs() {
    factory.letOpen.countDown();
    relay.accept("calm a");
    relay.accept("b");
    relay.stop();
    assertThat(factory.events).containsExactly("kept calm a", "kept b");
  }

  @Test
  void opensWhenNoMoreCanWait() throws InterruptedException {
    factory.letOpen.countDown();
    for (int i = 0; i < 1_025; i++) {
      relay.accept("calm");
    }
    factory.wasAsked.await();
    relay.stop();
    assertThat(factory.events).hasSize(1_024);
  }

  @Test
  void acceptReturnsWhileOpeningTakesItsTime() {
    for (int i = 0; i < 5_000; i++) {
      relay.accept("event");
    }
    factory.letOpen.countDown();
    relay.stop();
    assertThat(factory.events).hasSize(1_024);
  }

  @Test
  void isOpenedOnceByManyThreads() throws InterruptedException {
    factory.letOpen.countDown();
    List<Thread> threads =
        List.of(new Thread(() -> relay.accept("a")), new Thread(() -> relay.accept("b")));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    relay.stop();
    assertThat(factory.opened).hasValue(1);
    assertThat(factory.events).hasSize(2);
  }

  @Test
  void failureToOpenIsNotTheApplications() {
    factory.fault = new NoClassDefFoundError("Missing");
    factory.letOpen.countDown();
    relay.accept("a");
    relay.stop();
    relay.accept("b");
    assertThat(factory.events).isEmpty();
  }

  @Test
  void failureToAppendIsNotTheApplications() {
    factory.appendFault = new StackOverflowError();
    factory.letOpen.countDown();
    relay.accept("a");
    relay.accept("b");
    relay.stop();
    assertThat(factory.events).isEmpty();
  }

  @Test
  void takesNothingOnceStopped() {
    factory.letOpen.countDown();
    relay.accept("a");
    relay.stop();
    relay.accept("b");
    assertThat(relay.hasEnded()).isTrue();
    assertThat(factory.events).containsExactly("kept a");
    assertThat(factory.opened).hasValue(1);
  }

  @Test
  void takesNothingWhileSwitchedOff() {
    AtomicBoolean on = new AtomicBoolean();
    Relay<String> switched = new Relay<>(factory, on::get);
    factory.letOpen.countDown();
    switched.accept("a");
    assertThat(factory.opened).hasValue(0);
    on.set(true);
    switched.accept("b");
    switched.stop();
    assertThat(factory.events).containsExactly("kept b");
  }

  @Test
  void endsWhenTheApplicationConfiguredTheAppenderItself() throws InterruptedException {
    factory.configured = true;
    factory.letOpen.countDown();
    relay.accept("a");
    factory.wasAsked.await();
    relay.stop();
    assertThat(factory.events).isEmpty();
    assertThat(relay.hasEnded()).isTrue();
  }

  @Test
  void stopEndsThoughOpeningHangs() {
    Relay<String> impatient = new Relay<>(factory, () -> true, 20);
    impatient.accept("a");
    impatient.stop();
    assertThat(factory.events).isEmpty();
    factory.letOpen.countDown();
  }

  @Test
  void stopHandsOverWhatWaitedForAnAppenderThatIsStillBeingMade() {
    relay.accept("a");
    new Thread(factory.letOpen::countDown).start();
    relay.stop();
    assertThat(factory.events).containsExactly("kept a");
    assertThat(factory.stopped).hasValue(1);
  }

  private static final class RecordingFactory implements SinkFactory<String> {

    final List<String> events = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();
    final CountDownLatch letOpen = new CountDownLatch(1);
    final CountDownLatch wasAsked = new CountDownLatch(1);
    volatile @Nullable Error fault;
    volatile @Nullable Error appendFault;
    volatile boolean configured;
    volatile boolean owed;

    @Override
    public Optional<Sink<String>> open() {
      opened.incrementAndGet();
      try {
        letOpen.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      wasAsked.countDown();
      throwIfSet(fault);
      return configured ? Optional.empty() : Optional.of(new RecordingSink());
    }

    @Override
    public boolean isPressing(String event) {
      return !event.startsWith("calm");
    }

    @Override
    public boolean isOwed() {
      return owed;
    }

    @Override
    public String kept(String event) {
      return "kept " + event;
    }

    private static void throwIfSet(@Nullable Error error) {
      if (error != null) {
        throw error;
      }
    }

    private final class RecordingSink implements Sink<String> {

      @Override
      public void append(String event) {
        throwIfSet(appendFault);
        events.add(event);
      }

      @Override
      public void stop() {
        stopped.incrementAndGet();
      }
    }
  }
}
