package dev.hephaestus.server.validation;

/** Told what is being done, one short phrase at a time. */
@FunctionalInterface
public interface Progress {
  void report(String step);
}
