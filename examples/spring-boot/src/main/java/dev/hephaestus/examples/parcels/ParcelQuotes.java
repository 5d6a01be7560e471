package dev.hephaestus.examples.parcels;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Quotes prices over HTTP until it is stopped. */
@SpringBootApplication
public class ParcelQuotes {

  /** Runs. */
  public static void main(String[] args) {
    SpringApplication.run(ParcelQuotes.class, args);
  }
}
