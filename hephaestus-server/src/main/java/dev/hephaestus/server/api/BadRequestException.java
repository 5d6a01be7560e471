package dev.hephaestus.server.api;

import java.util.List;
import java.util.stream.Collectors;

/** A request with faults. */
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem.Fault> faults;

  BadRequestException(List<Problem.Fault> faults) {
    super(
        faults.stream()
            .map(fault -> fault.parameter() + " " + fault.detail())
            .collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  List<Problem.Fault> faults() {
    return faults;
  }
}
