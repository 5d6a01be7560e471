package dev.hephaestus.server.localization;

/** One kind of hint at the faulty method. */
interface Signal {

  /** Points at methods, or away from them. */
  void judge(Scene scene, Suspicions suspicions);
}
