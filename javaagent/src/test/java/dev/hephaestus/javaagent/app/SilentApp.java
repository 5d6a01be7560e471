package dev.hephaestus.javaagent.app;

/** Has no logging library. */
public final class SilentApp {

  private SilentApp() {}

  public static void main(String[] args) {
    System.out.println("ended");
  }
}
