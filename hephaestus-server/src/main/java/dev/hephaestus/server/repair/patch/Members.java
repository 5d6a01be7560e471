package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ImportDeclaration;

/**
 * Puts whole methods, or a file that may be shown in part, in the place of what a Java file
 * declares under their names; what the code does not show stays.
 */
final class Members {

  /** Changes, or why there are none. */
  record Result(List<Splice> splices, String fault) {
    static Result fault(String fault) {
      return new Result(List.of(), fault);
    }
  }

  /** Where a member of the file is, and of which type. */
  private record Place(Member member, AbstractTypeDeclaration type) {}

  private final Lines file;
  private final CompilationUnit unit;
  private final List<String> code;
  private final CompilationUnit codeUnit;
  private final List<Splice> splices = new ArrayList<>();
  private String fault = "";

  private Members(Lines file, CompilationUnit unit, List<String> code, CompilationUnit codeUnit) {
    this.file = file;
    this.unit = unit;
    this.code = code;
    this.codeUnit = codeUnit;
  }

  static Result place(Lines file, String text) {
    Optional<CompilationUnit> unit = Syntax.parse(String.join("\n", file.contents()));
    if (unit.isEmpty() || unit.get().types().isEmpty()) {
      return Result.fault("the file declares no class; quote the lines in SEARCH");
    }
    Optional<CompilationUnit> whole = Syntax.sound(text).filter(Members::isNamed);
    if (whole.isPresent()) {
      return new Members(file, unit.get(), lines(text), whole.get()).file();
    }
    String wrapped = wrapped(text);
    Optional<CompilationUnit> members = Syntax.sound(wrapped);
    if (members.isEmpty() || Member.of(type(members.get())).isEmpty()) {
      return Result.fault("it is neither a whole file nor whole methods; use SEARCH and REPLACE");
    }
    return new Members(file, unit.get(), lines(wrapped), members.get()).loose();
  }

  /** Methods without a class around them are one of its own, without a name, in newer Java. */
  private static boolean isNamed(CompilationUnit unit) {
    return !unit.types().isEmpty() && !type(unit).getName().getIdentifier().isEmpty();
  }

  private static AbstractTypeDeclaration type(CompilationUnit unit) {
    return (AbstractTypeDeclaration) unit.types().get(0);
  }

  private static List<String> lines(String text) {
    return List.of(text.split("\n", -1));
  }

  /** Members in a class of their own, behind the imports that stand above them. */
  private static String wrapped(String text) {
    List<String> imports = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String line : lines(text)) {
      (line.startsWith("import ") || line.startsWith("package ") ? imports : rest).add(line);
    }
    return String.join("\n", imports) + "\nclass Anchor {\n" + Elision.commented(rest) + "\n}\n";
  }

  private Result file() {
    if (showsAll()) {
      return whole();
    }
    for (Object declared : codeUnit.types()) {
      AbstractTypeDeclaration given = (AbstractTypeDeclaration) declared;
      Optional<AbstractTypeDeclaration> there = named(given);
      if (there.isEmpty()) {
        return Result.fault("the file declares no type " + given.getName().getIdentifier());
      }
      type(given, there.get());
    }
    return result();
  }

  private Result loose() {
    List<Place> places = new ArrayList<>();
    for (AbstractTypeDeclaration type : Member.types(unit)) {
      Member.of(type).forEach(member -> places.add(new Place(member, type)));
    }
    List<Member> all = places.stream().map(Place::member).toList();
    List<Member> given = Member.of(type(codeUnit));
    Optional<Member> anchor =
        given.stream().map(member -> member.in(all)).flatMap(Optional::stream).findFirst();
    AbstractTypeDeclaration home =
        anchor
            .flatMap(
                found ->
                    places.stream()
                        .filter(place -> place.member().equals(found))
                        .map(Place::type)
                        .findFirst())
            .orElse(type(unit));
    members(given, all, home);
    return result();
  }

  private Result result() {
    imports();
    return fault.isEmpty() ? new Result(splices, "") : Result.fault(fault);
  }

  private Optional<AbstractTypeDeclaration> named(AbstractTypeDeclaration given) {
    List<AbstractTypeDeclaration> same =
        Member.types(unit).stream()
            .filter(type -> type.getName().getIdentifier().equals(given.getName().getIdentifier()))
            .toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  private void type(AbstractTypeDeclaration given, AbstractTypeDeclaration there) {
    members(Member.of(given), Member.of(there), there);
  }

  private void members(List<Member> given, List<Member> there, AbstractTypeDeclaration home) {
    Optional<Member> before = Optional.empty();
    for (Member member : given) {
      Optional<Member> known = member.in(there);
      if (known.isEmpty()) {
        insert(member, before, home);
      } else if (member.node() instanceof AbstractTypeDeclaration type
          && known.get().node() instanceof AbstractTypeDeclaration same) {
        type(type, same);
      } else {
        replace(member, known.get());
      }
      before = known.isPresent() ? known : before;
    }
  }

  private void replace(Member given, Member known) {
    boolean documents = given.node().getJavadoc() != null;
    int[] there = Syntax.lines(unit, known.node(), documents);
    int[] here = Syntax.lines(codeUnit, given.node(), documents);
    List<String> by = code.subList(here[0], here[1] + 1);
    List<String> now = file.contents().subList(there[0], there[1] + 1);
    if (Typography.compact(String.join("", by)).equals(Typography.compact(String.join("", now)))
        || isLeftOut(by)) {
      return;
    }
    Indentation indentation =
        Indentation.learn(file.contents(), List.of(now.get(0)), List.of(by.get(0)), by);
    List<String> fitted = by.stream().map(indentation::fit).toList();
    splices.add(Rewriting.of(file, there[0], now, fitted, line -> line));
  }

  private void insert(Member given, Optional<Member> before, AbstractTypeDeclaration home) {
    int[] here = Syntax.lines(codeUnit, given.node(), true);
    List<String> by = code.subList(here[0], here[1] + 1);
    if (isLeftOut(by)) {
      return;
    }
    Optional<Member> neighbour = before.or(() -> Member.of(home).stream().reduce((a, b) -> b));
    int[] home0 = Syntax.lines(unit, home, true);
    int at = neighbour.map(n -> Syntax.lines(unit, n.node(), true)[1] + 1).orElse(home0[1]);
    String there =
        neighbour
            .map(n -> file.contents().get(Syntax.lines(unit, n.node(), true)[0]))
            .orElse("  x");
    Indentation indentation =
        Indentation.learn(file.contents(), List.of(there), List.of(by.get(0)), by);
    List<Line> lines = new ArrayList<>();
    lines.add(Line.fresh(""));
    by.forEach(line -> lines.add(Line.fresh(indentation.fit(line))));
    splices.add(new Splice(at, at, lines));
  }

  private boolean isLeftOut(List<String> by) {
    Optional<String> elided = Elision.in(by, file.contents());
    elided.ifPresent(line -> fault = leftOut(line));
    return elided.isPresent();
  }

  static String leftOut(String line) {
    return "the new code leaves lines out (" + line + "); write every line that is to be there";
  }

  private void imports() {
    Set<String> known = new HashSet<>();
    int last = unit.getPackage() == null ? -1 : Syntax.lines(unit, unit.getPackage(), true)[1];
    boolean first = true;
    for (Object node : unit.imports()) {
      known.add(node.toString().strip());
      last = Syntax.lines(unit, (ImportDeclaration) node, true)[1];
      first = false;
    }
    List<Line> lines = new ArrayList<>();
    for (Object node : codeUnit.imports()) {
      if (known.add(node.toString().strip())) {
        lines.add(Line.fresh(node.toString().strip()));
      }
    }
    if (!lines.isEmpty()) {
      if (first && last >= 0) {
        lines.add(0, Line.fresh(""));
      }
      splices.add(new Splice(last + 1, last + 1, lines));
    }
  }

  /** Whether the code shows the package, every import and every member that the file has. */
  private boolean showsAll() {
    boolean samePackage = packageOf(unit).isEmpty() || packageOf(unit).equals(packageOf(codeUnit));
    Set<String> shown = new HashSet<>();
    for (Object node : codeUnit.imports()) {
      shown.add(node.toString().strip());
    }
    Member.types(codeUnit).forEach(type -> keys(type).forEach(shown::add));
    Set<String> needed = new HashSet<>();
    for (Object node : unit.imports()) {
      needed.add(node.toString().strip());
    }
    Member.types(unit).forEach(type -> keys(type).forEach(needed::add));
    return samePackage && shown.containsAll(needed);
  }

  private static String packageOf(CompilationUnit unit) {
    return unit.getPackage() == null ? "" : unit.getPackage().getName().toString();
  }

  private static List<String> keys(AbstractTypeDeclaration type) {
    String name = type.getName().getIdentifier();
    List<String> keys = new ArrayList<>(List.of(name));
    Member.of(type).forEach(member -> keys.add(name + "." + member.key()));
    return keys;
  }

  /** The file line by line, below the header that models leave out. */
  private Result whole() {
    if (isLeftOut(code)) {
      return Result.fault(fault);
    }
    int from = unit.getPackage() == null ? 0 : Syntax.lines(unit, unit.getPackage(), false)[0];
    int given =
        codeUnit.getPackage() == null ? 0 : Syntax.lines(codeUnit, codeUnit.getPackage(), false)[0];
    boolean showsHeader = given >= from;
    List<String> by = Placement.trimmed(code.subList(showsHeader ? 0 : given, code.size()));
    int start = showsHeader ? 0 : from;
    List<String> now = file.contents().subList(start, file.size());
    int blank = now.size() - Placement.trimmed(now).size();
    List<String> body = now.subList(0, now.size() - (endsBlank(now) ? blank : 0));
    return new Result(List.of(Rewriting.of(file, start, body, by, line -> line)), "");
  }

  private static boolean endsBlank(List<String> lines) {
    return !lines.isEmpty() && lines.get(lines.size() - 1).isBlank() && !lines.get(0).isBlank();
  }
}
