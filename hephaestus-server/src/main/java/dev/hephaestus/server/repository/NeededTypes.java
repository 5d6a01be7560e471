package dev.hephaestus.server.repository;

/** Takes up what a file needs as it is found. */
interface NeededTypes {

  void add(String path, String type);
}
