package dev.hephaestus.server.repair.patch;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.MethodDeclaration;

/**
 * The last rung: a block whose search and replacement declare the same Java method replaces the
 * method of that name and those parameters, however its body was quoted.
 */
final class MethodAnchor {

  private MethodAnchor() {}

  /** The whole method in place of the file's. */
  static Optional<Splice> find(Lines file, List<String> search, List<String> by) {
    Optional<Member> wanted = head(search);
    Optional<Member> given = onlyMethod(String.join("\n", by));
    if (wanted.isEmpty() || given.isEmpty() || !wanted.get().key().equals(given.get().key())) {
      return Optional.empty();
    }
    boolean documents = given.get().node().getJavadoc() != null;
    return range(file, wanted.get(), documents)
        .map(range -> splice(file, range, Placement.trimmed(by)));
  }

  private static Splice splice(Lines file, int[] range, List<String> by) {
    List<String> there = file.contents().subList(range[0], range[1]);
    Indentation indentation =
        Indentation.learn(file.contents(), List.of(there.get(0)), List.of(by.get(0)), by);
    List<String> fitted = by.stream().map(indentation::fit).toList();
    return Rewriting.of(file, range[0], there, fitted, line -> line);
  }

  /** The lines of the method that the text declares, behind its Javadoc; the last not included. */
  static Optional<int[]> range(Lines file, List<String> text) {
    return head(text).flatMap(method -> range(file, method, method.node().getJavadoc() != null));
  }

  private static Optional<int[]> range(Lines file, Member wanted, boolean withJavadoc) {
    Optional<CompilationUnit> unit = Syntax.parse(String.join("\n", file.contents()));
    if (unit.isEmpty()) {
      return Optional.empty();
    }
    List<Member> same =
        Member.types(unit.get()).stream()
            .flatMap(type -> Member.of(type).stream())
            .filter(member -> member.key().equals(wanted.key()))
            .toList();
    if (same.size() != 1) {
      return Optional.empty();
    }
    int[] lines = Syntax.lines(unit.get(), same.get(0).node(), withJavadoc);
    return Optional.of(new int[] {lines[0], lines[1] + 1});
  }

  /** The method that a text declares, also where it stops at its head or within its body. */
  private static Optional<Member> head(List<String> text) {
    String source = Elision.commented(Placement.trimmed(text));
    for (String end : List.of("", "}", "{}", "}}", "}}}")) {
      Optional<Member> method = onlyMethod(source + "\n" + end);
      if (method.isPresent()) {
        return method;
      }
    }
    return Optional.empty();
  }

  private static Optional<Member> onlyMethod(String text) {
    return Syntax.sound("class Anchor {\n" + text + "\n}\n")
        .filter(unit -> unit.types().size() == 1)
        .map(unit -> (AbstractTypeDeclaration) unit.types().get(0))
        .filter(
            type ->
                type.bodyDeclarations().size() == 1
                    && type.bodyDeclarations().get(0) instanceof MethodDeclaration method
                    && method.getBody() != null)
        .flatMap(type -> Member.of(type).stream().findFirst());
  }
}
