package bench;

/** The smallest application. */
public final class Hello {

  private Hello() {}

  public static void main(String[] args) {
    System.out.println("Hello");
  }
}
