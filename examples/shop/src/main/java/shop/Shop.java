package shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads orders from a file, or from standard input until it ends. */
public final class Shop {

  private Shop() {}

  public static void main(String[] args) throws IOException {
    OrderDesk desk = new OrderDesk();
    try (BufferedReader orders =
        args.length > 0
            ? Files.newBufferedReader(Path.of(args[0]))
            : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = orders.readLine(); line != null; line = orders.readLine()) {
        desk.accept(line);
      }
    }
  }
}
