package dev.hephaestus.javaagent.hook;

import java.util.StringJoiner;

/**
 * Describes a method in one constant of its class: class, method, first and last line, and the
 * names of its parameters, each on a line.
 */
final class CallText {

  private static final int MAX_CHARS = 2_000;

  private CallText() {}

  static String of(String className, MethodFacts facts) {
    StringJoiner names = new StringJoiner(",");
    for (int i = 0; i < facts.parameters.length; i++) {
      String name = facts.nameOf(i);
      // What is cut here is called by its place.
      names.add(names.length() + name.length() > MAX_CHARS ? "arg" + i : name);
    }
    return className
        + "\n"
        + facts.name
        + "\n"
        + facts.firstLine()
        + "\n"
        + facts.lastLine()
        + "\n"
        + names;
  }
}
