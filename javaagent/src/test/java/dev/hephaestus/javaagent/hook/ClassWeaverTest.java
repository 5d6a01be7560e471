package dev.hephaestus.javaagent.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.LoggerContext;
import dev.hephaestus.javaagent.boot.HephaestusBridge;
import java.io.File;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassWeaverTest {

  private static final long PLENTY = Long.MAX_VALUE / 2;

  @BeforeEach
  void keepCalls() {
    HephaestusBridge.install(report -> {}, (calls, nanos) -> calls);
    HephaestusBridge.capture(true);
  }

  @AfterEach
  void letGo() {
    HephaestusBridge.capture(false);
  }

  @Test
  void callsThatAThrowablePassesAreKeptWithTheValuesTheyWereMadeWith() throws Exception {
    Callable<?> followed = followed();
    Throwable thrown = catchThrowable(followed::call);
    Object[] calls = HephaestusBridge.valuesOf(thrown, PLENTY);
    assertThat(thrown).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(calls).hasSize(4 * 3);
    assertThat((String) calls[0])
        .contains("\nfirst\n")
        .endsWith("\nnone,small,letter,flag,little,part");
    assertThat(calls[1]).isNull();
    assertThat((Object[]) calls[2])
        .containsExactly(List.of(), (byte) 1, 'c', true, (short) 2, 1.5f);
    assertThat((String) calls[3]).contains("\ninner\n").endsWith("\ntext,number");
    assertThat(calls[4]).isSameAs(followed);
    assertThat((Object[]) calls[5]).containsExactly("a", 7L);
    assertThat((Object[]) calls[8]).containsExactly("a", 7L, 2.5, new int[] {1, 2});
    assertThat((String) calls[9]).contains("\ncall\n");
  }

  @Test
  void aClassThatOnlyReadsItsFieldsIsLeftAsItIs() throws Exception {
    String file = "/" + Holder.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Holder.class.getResourceAsStream(file)) {
      assertThat(ClassWeaver.woven(in.readAllBytes(), "bridge")).isNull();
    }
  }

  @Test
  void nothingIsKeptWhenSwitchedOff() throws Exception {
    HephaestusBridge.capture(false);
    Throwable thrown = catchThrowable(followed()::call);
    HephaestusBridge.capture(true);
    assertThat(HephaestusBridge.valuesOf(thrown, PLENTY)).isEmpty();
  }

  @Test
  void whatOneThrowablePassedIsFoundAfterOthersWereThrownAndFromOtherThreads() throws Exception {
    Throwable first = catchThrowable(followed()::call);
    for (int i = 0; i < 100; i++) {
      assertThat(catchThrowable(followed()::call)).isNotNull();
    }
    Thread reader =
        new Thread(() -> assertThat(HephaestusBridge.valuesOf(first, PLENTY)).hasSize(4 * 3));
    reader.start();
    reader.join();
    assertThat(HephaestusBridge.valuesOf(first, PLENTY)).hasSize(4 * 3);
  }

  @Test
  void theInnermostEightCallsOfALongWayAreKept() {
    Throwable thrown = new IllegalStateException();
    for (int i = 0; i < 10; i++) {
      pass(thrown, "method " + i);
    }
    Object[] calls = HephaestusBridge.valuesOf(thrown, PLENTY);
    assertThat(calls).hasSize(8 * 3);
    assertThat(calls[0]).isEqualTo("method 0");
    assertThat(calls[7 * 3]).isEqualTo("method 7");
  }

  @Test
  void whatIsRethrownOnAnotherThreadHasTheCallsOfBothInTheirOrder() throws Exception {
    Throwable thrown = new IllegalStateException();
    pass(thrown, "inner");
    Thread other = new Thread(() -> pass(thrown, "outer"));
    other.start();
    other.join();
    Object[] calls = HephaestusBridge.valuesOf(thrown, PLENTY);
    assertThat(calls).containsExactly("inner", null, new Object[0], "outer", null, new Object[0]);
  }

  @Test
  void whatWasThrownLongAgoIsLetGoOfThoughItsThreadRests() throws Exception {
    Throwable first = new IllegalStateException();
    pass(first, "first");
    Thread busy =
        new Thread(
            () -> {
              for (int i = 0; i < 128; i++) {
                pass(new IllegalStateException(), "later");
              }
            });
    busy.start();
    busy.join();
    assertThat(HephaestusBridge.valuesOf(first, PLENTY)).isEmpty();
    pass(first, "again");
    assertThat(HephaestusBridge.valuesOf(first, PLENTY)).startsWith("again").hasSize(3);
  }

  private static void pass(Throwable thrown, String method) {
    HephaestusBridge entry = HephaestusBridge.opened(thrown);
    if (entry != null) {
      entry.add(new Object[] {null, method, null});
    }
  }

  @Test
  void callsAreLetGoWithTime() throws Exception {
    Throwable thrown = catchThrowable(followed()::call);
    HephaestusBridge.tick();
    HephaestusBridge.tick();
    assertThat(HephaestusBridge.valuesOf(thrown, PLENTY)).isNotEmpty();
    HephaestusBridge.tick();
    assertThat(HephaestusBridge.valuesOf(thrown, PLENTY)).isEmpty();
  }

  @Test
  void everyClassOfALibraryStillVerifies() throws Exception {
    WovenLoader loader = new WovenLoader("ch.qos.logback.");
    File jar =
        new File(LoggerContext.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    int loaded = 0;
    for (String name : classesIn(jar)) {
      try {
        Class.forName(name, true, loader);
        loaded++;
      } catch (VerifyError | ClassFormatError e) {
        throw e;
      } catch (LinkageError e) {
        // An optional library of it is not there.
      }
    }
    assertThat(loaded).isGreaterThan(150);
    assertThat(loader.woven()).isGreaterThan(100);
  }

  /** Nothing in it can fail. */
  static final class Holder {

    private int held;

    int held() {
      return held;
    }

    void hold(int more) {
      held = more;
    }
  }

  private static List<String> classesIn(File file) throws Exception {
    try (JarFile jar = new JarFile(file)) {
      return Collections.list(jar.entries()).stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && !name.contains("-"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .collect(Collectors.toList());
    }
  }

  private static Callable<?> followed() throws ReflectiveOperationException {
    return (Callable<?>)
        new WovenLoader(Followed.class.getName())
            .loadClass(Followed.class.getName())
            .getConstructor()
            .newInstance();
  }
}
