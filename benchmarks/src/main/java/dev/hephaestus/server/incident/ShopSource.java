package dev.hephaestus.server.incident;

/** The source of a program with faults, as its releases have it. */
final class ShopSource {

  private ShopSource() {}

  /**
   * A release: the same faults, each later one with more lines, lambdas and anonymous classes
   * before them, so that nothing that a compiler numbers is as it was.
   */
  static String of(int release) {
    StringBuilder more = new StringBuilder();
    for (int i = 0; i < release; i++) {
      more.append("\n\n  static final Runnable LATER_")
          .append(i)
          .append(" = () -> {};\n")
          .append("  static final Object OBJECT_")
          .append(i)
          .append(" = new Object() { public String toString() { return \"\"; } };\n")
          .append("  static java.util.function.Supplier<String> s")
          .append(i)
          .append("(String a) { return () -> a; }\n");
    }
    return SOURCE.replace("/*more*/", more.toString());
  }

  /** Faults are the names behind {@code // fault} at the line that fails. */
  private static final String SOURCE =
      """
      package lab;
      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;
      import java.util.stream.*;

      public class Shop implements Api {
        /*more*/
        public Shop() {}
        static class Item { String name; Item next; Object any; int price() { return name.length(); } }
        static class ClosedException extends RuntimeException { ClosedException(String m) { super(m); } }
        static class Checks {
          static void positive(long n, String what) {
            if (n > 0) throw new IllegalArgumentException(what + " must not be " + n);
          }
        }
        static class Box { final int size; Box(int n) { if (n > 0) throw new IllegalStateException("box of " + n + " cm"); size = n; } }

        public void run(String fault, int n, String word) throws Exception {
          switch (fault) {
            case "nullName", "nullNext" -> nulls(fault, n);
            case "divide" -> divide(n);
            case "arrayIndex" -> array(n);
            case "listGet", "iteratorNext", "dequePop" -> collections(fault, n);
            case "parseInt", "parseLong" -> parse(fault, word);
            case "closed", "full", "empty" -> states(fault, n, word);
            case "positiveAmount" -> amount(n);
            case "positiveCount" -> count(n);
            case "inLambda" -> lambda(n);
            case "inOtherLambda" -> otherLambda(n);
            case "inComparator" -> sort(n);
            case "inRunnable" -> anonymous(n);
            case "inConstructor" -> new Box(n + 1);
            case "recursion" -> down(n);
            case "wrapped" -> save(n, word);
            case "rewrapped" -> saveAll(n, word);
            case "future" -> future(n);
            case "requireOwner", "requireBuyer" -> require(fault, n);
            case "castText", "castList" -> cast(fault, n);
            case "unknownKind" -> kind(n, word);
            case "optional" -> Optional.ofNullable(n < 0 ? word : null).orElseThrow();
            case "concurrent" -> modify(n);
            case "inMapFunction" -> compute(n);
            case "unsupported" -> List.of(n).add(n);
            default -> throw new AssertionError(fault);
          }
        }

        void nulls(String fault, int n) {
          Item item = new Item();
          if (fault.equals("nullName")) {
            item.price2(n);
          } else {
            item.next.name = "n" + n;
          }
        }
        int divide(int n) { return n / (n - n); }
        int array(int n) { int[] a = new int[2]; return a[n + 5]; }
        void collections(String fault, int n) {
          switch (fault) {
            case "listGet" -> new ArrayList<>(List.of(1)).get(n + 9);
            case "iteratorNext" -> new ArrayList<>().iterator().next();
            default -> new ArrayDeque<>().pop();
          }
        }
        void parse(String fault, String word) {
          if (fault.equals("parseInt")) Integer.parseInt(word); else Long.parseLong(word);
        }
        void states(String fault, int n, String word) {
          if (fault.equals("closed")) throw new ClosedException("the cart " + n + " is closed");
          if (fault.equals("full")) throw new ClosedException("the cart " + n + " is full: " + n * 3 + " items");
          throw new ClosedException("there is no cart of '" + word + "'");
        }
        void amount(int n) { Checks.positive(n + 1, "amount"); }
        void count(int n) { Checks.positive(n + 1, "count"); }
        void lambda(int n) { IntStream.range(n, n + 3).map(i -> i / (i - i)).sum(); }
        void otherLambda(int n) { Stream.of(n).forEach(i -> { throw new ClosedException("lambda " + i); }); }
        void sort(int n) {
          List<Integer> list = new ArrayList<>(List.of(3, 2, n));
          list.sort(new Comparator<Integer>() {
            public int compare(Integer a, Integer b) { return a / (b - b); }
          });
        }
        void anonymous(int n) {
          Runnable r = new Runnable() { public void run() { throw new ClosedException("anonymous " + n); } };
          r.run();
        }
        int down(int n) { return down(n + 1) + 1; }
        void save(int n, String word) {
          try { write(n, word); } catch (java.io.IOException e) { throw new IllegalStateException("while saving " + n, e); }
        }
        void saveAll(int n, String word) {
          try { store(n, word); } catch (RuntimeException e) { throw new RuntimeException("all of " + word, e); }
        }
        void store(int n, String word) {
          try { write(n, word, 1); } catch (java.io.IOException e) { throw new IllegalStateException("while saving " + n, e); }
        }
        void write(int n, String word) throws java.io.IOException { throw new java.io.IOException("disk " + n + " is gone"); }
        void write(int n, String word, int again) throws java.io.IOException { throw new java.io.FileNotFoundException("/data/" + word + "/" + n); }
        void future(int n) { CompletableFuture.supplyAsync(() -> n / (n - n)).join(); }
        void require(String fault, int n) {
          Objects.requireNonNull(fault.equals("requireOwner") ? null : fault, "owner");
          Objects.requireNonNull(n < 0 ? fault : null, "buyer");
        }
        void cast(String fault, int n) {
          Object any = n % 2 == 0 ? (Object) n : (Object) (long) n;
          if (fault.equals("castText")) { String s = (String) any; } else { List<?> l = (List<?>) any; }
        }
        void kind(int n, String word) { throw new IllegalArgumentException("unknown kind of order: " + word); }
        void modify(int n) { List<Integer> l = new ArrayList<>(List.of(1, 2, n)); for (Integer i : l) l.remove(i); }
        void compute(int n) { new HashMap<Integer, Integer>().computeIfAbsent(n, k -> { throw new ClosedException("no price for " + k); }); }
      }
      """
          .replace("item.price2(n);", "item.price();");

  static final String API =
      "package lab; public interface Api { void run(String fault, int n, String word) throws Exception; }";

  static final java.util.List<String> FAULTS =
      java.util.List.of(
          "nullName",
          "nullNext",
          "divide",
          "arrayIndex",
          "listGet",
          "iteratorNext",
          "dequePop",
          "parseInt",
          "parseLong",
          "closed",
          "full",
          "empty",
          "positiveAmount",
          "positiveCount",
          "inLambda",
          "inOtherLambda",
          "inComparator",
          "inRunnable",
          "inConstructor",
          "recursion",
          "wrapped",
          "rewrapped",
          "future",
          "requireOwner",
          "requireBuyer",
          "castText",
          "castList",
          "unknownKind",
          "optional",
          "concurrent",
          "inMapFunction",
          "unsupported");

  /** Ways to the shop that libraries make; each compiles where its library is. */
  static final java.util.Map<String, String> WAYS =
      java.util.Map.of(
          "spring",
          """
          package lab;
          public class Way { public static Api of(Shop shop) {
            var factory = new org.springframework.aop.framework.ProxyFactory(shop);
            factory.setProxyTargetClass(true);
            factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) call -> call.proceed());
            return (Shop) factory.getProxy(Way.class.getClassLoader());
          } }
          """,
          "spring-jdk",
          """
          package lab;
          public class Way { public static Api of(Shop shop) {
            var factory = new org.springframework.aop.framework.ProxyFactory(new Class<?>[] {Api.class});
            factory.setTarget(shop);
            factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) call -> call.proceed());
            return (Api) factory.getProxy(Way.class.getClassLoader());
          } }
          """,
          "bytebuddy",
          """
          package lab;
          import net.bytebuddy.*; import net.bytebuddy.implementation.*; import net.bytebuddy.matcher.ElementMatchers;
          public class Way { public static Api of(Shop shop) throws Exception {
            return new ByteBuddy().subclass(Shop.class).method(ElementMatchers.named("run"))
                .intercept(SuperMethodCall.INSTANCE).make()
                .load(Way.class.getClassLoader(), net.bytebuddy.dynamic.loading.ClassLoadingStrategy.Default.INJECTION)
                .getLoaded().getDeclaredConstructor().newInstance();
          } }
          """);
}
