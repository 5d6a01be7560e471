package shop;

/** Who orders. */
public record Customer(String firstName, String lastName, String country) {}
