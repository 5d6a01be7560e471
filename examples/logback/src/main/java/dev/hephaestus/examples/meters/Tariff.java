package dev.hephaestus.examples.meters;

/** A price for a kilowatt-hour, and a lower one for those above a volume. */
final class Tariff {

  private final int includedKilowattHours;
  private final int centsEach;
  private final int centsEachAbove;

  Tariff(int includedKilowattHours, int centsEach, int centsEachAbove) {
    this.includedKilowattHours = includedKilowattHours;
    this.centsEach = centsEach;
    this.centsEachAbove = centsEachAbove;
  }

  long cents(Reading reading) {
    int included = Math.min(reading.kilowattHours(), includedKilowattHours);
    int above = reading.kilowattHours() - included;
    return (long) included * centsEach + (long) above * centsEachAbove;
  }
}
