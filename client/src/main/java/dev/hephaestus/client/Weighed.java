package dev.hephaestus.client;

/** A map that knows how much memory it keeps alive, about, without being walked. */
public interface Weighed {
  /** In bytes. */
  int bytes();
}
