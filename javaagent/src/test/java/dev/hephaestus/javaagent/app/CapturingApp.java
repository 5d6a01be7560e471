package dev.hephaestus.javaagent.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs an error that was thrown in a worker's thread, wrapped on its way, and awaited in another.
 */
public final class CapturingApp {

  private static final Logger LOG = LoggerFactory.getLogger(CapturingApp.class);

  private final Till till = new Till();

  private CapturingApp() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ExecutorService workers = Executors.newSingleThreadExecutor();
    CapturingApp app = new CapturingApp();
    try {
      app.serve(workers, new Order("Ada", List.of("tea", ""), "hush"), 7L);
    } catch (ExecutionException e) {
      LOG.error("Could not serve", e);
    } finally {
      workers.shutdown();
    }
    System.in.readAllBytes();
    System.out.println("ended");
  }

  private void serve(ExecutorService workers, Order order, long table)
      throws ExecutionException, InterruptedException {
    workers.submit(() -> order(order, table)).get();
  }

  private int order(Order order, long table) {
    try {
      return till.pay(order, 2);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("table " + table, e);
    }
  }

  /** Adds up what is ordered. */
  static final class Till {
    private final int drawer = 3;

    int pay(Order order, int times) {
      times = times * drawer;
      int sum = 0;
      for (String item : order.items) {
        if (item.isEmpty()) {
          throw new IllegalArgumentException("no item");
        }
        sum += item.length() * times;
      }
      return sum;
    }
  }

  /** What a guest wants; it is not asked for its text. */
  static final class Order {
    final String guest;
    final List<String> items;
    final String password;

    Order(String guest, List<String> items, String password) {
      this.guest = guest;
      this.items = items;
      this.password = password;
    }

    @Override
    public String toString() {
      throw new UnsupportedOperationException();
    }
  }
}
