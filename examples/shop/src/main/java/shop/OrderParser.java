package shop;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads orders in the form in which the web front end hands them over: {@code
 * id;first name;last name;country;2xTEA,1xCUP;COUPON}.
 */
public final class OrderParser {

  private static final int ID = 0;
  private static final int FIRST_NAME = 1;
  private static final int LAST_NAME = 2;
  private static final int COUNTRY = 3;
  private static final int LINES = 4;
  private static final int COUPON = 5;

  /** Reads one order. */
  public Order parse(String text) {
    String[] fields = text.split(";");
    Customer customer = new Customer(fields[FIRST_NAME], fields[LAST_NAME], fields[COUNTRY]);
    return new Order(fields[ID], customer, lines(fields[LINES]), fields[COUPON]);
  }

  private List<OrderLine> lines(String text) {
    List<OrderLine> lines = new ArrayList<>();
    for (String line : text.split(",")) {
      int times = line.indexOf('x');
      if (times > 0) {
        lines.add(new OrderLine(line.substring(times + 1), quantity(line.substring(0, times))));
      }
    }
    return lines;
  }

  int quantity(String text) {
    return Integer.parseInt(text);
  }
}
