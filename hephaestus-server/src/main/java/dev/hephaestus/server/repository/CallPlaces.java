package dev.hephaestus.server.repository;

import java.util.List;

/** Finds calls again that a body holds twice. */
final class CallPlaces {

  private final List<MethodBody.Call> calls;

  CallPlaces(List<MethodBody.Call> calls) {
    this.calls = calls;
  }

  /** The first equal one; -1 where there is none. The order is that of lines, almost. */
  int find(MethodBody.Call call) {
    for (int i = 0; i < calls.size(); i++) {
      MethodBody.Call each = calls.get(i);
      if (each.lines().equals(call.lines()) && each.equals(call)) {
        return i;
      }
    }
    return -1;
  }
}
