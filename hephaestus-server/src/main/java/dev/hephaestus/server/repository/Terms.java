package dev.hephaestus.server.repository;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a source can be found by, as numbers: different names may have the same one, so what is
 * found has to be looked at.
 */
final class Terms {

  /** The role that a name plays. */
  enum Kind {
    /** A type's simple name. */
    TYPE(1),
    /** A type's binary name. */
    BINARY_NAME(2),
    /** The simple name of what a type extends. */
    SUPERTYPE(3),
    /** A method's name. */
    METHOD(4),
    /** The target of a call. */
    CALL(5),
    /** A word inside of a literal that is logged or thrown. */
    SAYS(6),
    /** A word at its end. */
    SAYS_AT_END(7);

    /** Part of what is kept between runs. */
    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  private static final Set<Integer> NOWHERE = Set.of();

  private Terms() {}

  static int of(Kind kind, String name) {
    int hash = name.hashCode() + kind.number * 0x9e3779b9;
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  /** {@code new Cart} for a constructor. */
  static String target(MethodBody.Call call) {
    return call.name().equals("<init>") ? "new " + call.receiver() : call.name();
  }

  /** The terms of a source; for what bodies do, the numbers of those that do it. */
  static SortedMap<Integer, Set<Integer>> of(SourceSymbols symbols, List<MethodBody> bodies) {
    SortedMap<Integer, Set<Integer>> terms = new TreeMap<>();
    for (TypeDeclaration type : symbols.types()) {
      terms.put(of(Kind.TYPE, TypeNames.written(type.simpleName())), NOWHERE);
      terms.put(of(Kind.BINARY_NAME, type.binaryName()), NOWHERE);
      type.supertypes()
          .forEach(above -> terms.put(of(Kind.SUPERTYPE, TypeNames.simple(above)), NOWHERE));
      type.methods().forEach(method -> terms.put(of(Kind.METHOD, method.name()), NOWHERE));
    }
    for (int i = 0; i < bodies.size(); i++) {
      MethodBody body = bodies.get(i);
      Set<Integer> done = new HashSet<>();
      body.calls().forEach(call -> done.add(of(Kind.CALL, target(call))));
      body.logStatements().stream()
          .filter(each -> !each.literals().isEmpty())
          .forEach(each -> done.add(Sayings.term(each.literals())));
      body.throwSites().stream()
          .filter(each -> !each.literals().isEmpty())
          .forEach(each -> done.add(Sayings.term(each.literals())));
      for (int term : done) {
        add(terms, term, i);
      }
    }
    return terms;
  }

  private static void add(Map<Integer, Set<Integer>> terms, int term, int body) {
    Set<Integer> bodies = terms.get(term);
    if (bodies == null || bodies.isEmpty()) {
      bodies = new TreeSet<>();
      terms.put(term, bodies);
    }
    bodies.add(body);
  }
}
