package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.FieldDeclaration;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SymbolIndex;
import dev.hephaestus.server.repository.TypeDeclaration;
import dev.hephaestus.server.repository.TypeNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Who calls, extends and writes what in a snapshot's production code, resolved by names, arities
 * and declared types.
 *
 * <p>Without a compiler's bindings an answer may hold too many methods, never a wrong kind of
 * thing; the more that fit, the less each is worth.
 *
 * <p><i>Shape:</i> a view of the snapshot's index that remembers the types it looked up; made for
 * one question and thrown away with it.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class CodeGraph {

  private static final int HIERARCHY_READ = 64;
  private static final Set<String> MUTATORS =
      Set.of(
          "add",
          "put",
          "set",
          "remove",
          "clear",
          "push",
          "pop",
          "offer",
          "poll",
          "append",
          "insert",
          "register",
          "merge",
          "compute",
          "replace",
          "retain",
          "write",
          "increment");

  private static final int CALLERS_READ = 2_000;
  private static final int FEW = 3;

  private final SymbolIndex index;

  private final Map<String, List<TypeDeclaration>> typesCalled = new ConcurrentHashMap<>();
  private final Map<String, List<TypeDeclaration>> typesNamed = new ConcurrentHashMap<>();

  CodeGraph(SymbolIndex index) {
    this.index = index;
  }

  static CodeGraph of(Snapshot snapshot) {
    return new CodeGraph(snapshot.index());
  }

  /** What the graph is a view of, and outlives it. */
  SymbolIndex index() {
    return index;
  }

  /** Every body; reads all sources, so for what is made once for a snapshot. */
  Stream<MethodBody> bodies() {
    return index.bodies().filter(body -> isProduction(body.method().path()));
  }

  private boolean isProduction(String path) {
    return index.file(path).filter(file -> !file.test()).isPresent();
  }

  /** The bodies that log or throw something of which one of the texts may have been made. */
  List<MethodBody> bodiesSaying(Collection<String> texts) {
    return index.saying(texts).filter(body -> isProduction(body.method().path())).toList();
  }

  Optional<MethodBody> body(MethodDeclaration method) {
    return isProduction(method.path()) ? index.body(method) : Optional.empty();
  }

  Optional<TypeDeclaration> type(String binaryName) {
    return typesNamed
        .computeIfAbsent(binaryName, name -> production(index.typesNamed(name)).limit(1).toList())
        .stream()
        .findFirst();
  }

  private Stream<TypeDeclaration> production(Stream<TypeDeclaration> types) {
    return types.filter(type -> isProduction(type.path()));
  }

  private Stream<MethodDeclaration> methodsCalled(String name) {
    return index.methods(name).filter(method -> isProduction(method.path()));
  }

  /** The types of this simple name, those near the class that names it first. */
  List<TypeDeclaration> typesCalled(String simpleName, String nearClass) {
    List<TypeDeclaration> all =
        typesCalled.computeIfAbsent(simpleName, name -> production(index.types(name)).toList());
    List<TypeDeclaration> near =
        all.stream()
            .filter(type -> packageOf(type.binaryName()).equals(packageOf(nearClass)))
            .toList();
    return near.isEmpty() ? all : near;
  }

  /** The methods that a call may run, as far as the repository declares them. */
  List<MethodDeclaration> callees(MethodBody from, Call call) {
    String here = from.method().typeName();
    if (call.name().equals("<init>")) {
      return constructors(here, call);
    }
    List<TypeDeclaration> receivers = receivers(here, call);
    Set<MethodDeclaration> found = new LinkedHashSet<>();
    for (TypeDeclaration receiver : receivers) {
      for (TypeDeclaration type : withSupertypes(receiver)) {
        addMatching(type, call.name(), call.arguments(), found);
      }
    }
    if (found.isEmpty() && receivers.isEmpty() && !call.receiver().isEmpty()) {
      List<MethodDeclaration> anywhere =
          methodsCalled(call.name())
              .filter(method -> accepts(method, call.arguments()))
              .limit(FEW + 1)
              .toList();
      if (anywhere.size() <= FEW) {
        found.addAll(anywhere);
      }
    }
    return withOverrides(found, receivers);
  }

  /** What an abstract method runs is what overrides it. */
  private List<MethodDeclaration> withOverrides(
      Set<MethodDeclaration> found, List<TypeDeclaration> receivers) {
    Set<MethodDeclaration> all = new LinkedHashSet<>();
    for (MethodDeclaration method : found) {
      boolean open = body(method).map(body -> body.shape().statements() == 0).orElse(true);
      if (!open) {
        all.add(method);
      }
      if (open || !receivers.isEmpty()) {
        overrides(method).forEach(all::add);
      }
      all.add(method);
    }
    return List.copyOf(all);
  }

  private List<MethodDeclaration> constructors(String here, Call call) {
    List<TypeDeclaration> types =
        switch (call.receiver()) {
          case "this" -> type(here).stream().toList();
          case "super" -> type(here).map(this::supertypes).orElse(List.of());
          default -> typesCalled(call.receiver(), here);
        };
    Set<MethodDeclaration> found = new LinkedHashSet<>();
    types.forEach(type -> addMatching(type, "<init>", call.arguments(), found));
    return List.copyOf(found);
  }

  private List<TypeDeclaration> receivers(String here, Call call) {
    String receiver = call.receiver();
    if (receiver.isEmpty() || receiver.equals("this")) {
      return around(here);
    }
    if (receiver.equals("super")) {
      return type(here).map(this::supertypes).orElse(List.of());
    }
    if (!call.receiverType().isEmpty()) {
      return typesCalled(call.receiverType(), here);
    }
    if (receiver.endsWith("()")) {
      return returned(receiver.substring(0, receiver.length() - 2), here);
    }
    for (TypeDeclaration type : around(here)) {
      for (TypeDeclaration declaring : withSupertypes(type)) {
        Optional<FieldDeclaration> field =
            declaring.fields().stream().filter(each -> each.name().equals(receiver)).findFirst();
        if (field.isPresent()) {
          return typesCalled(simple(field.get().type()), here);
        }
      }
    }
    return typesCalled(receiver, here);
  }

  private List<TypeDeclaration> returned(String method, String here) {
    Set<TypeDeclaration> types = new LinkedHashSet<>();
    Iterator<MethodDeclaration> methods = methodsCalled(method).iterator();
    while (methods.hasNext() && types.size() <= FEW) {
      types.addAll(typesCalled(simple(methods.next().returnType()), here));
    }
    return types.size() <= FEW ? List.copyOf(types) : List.of();
  }

  /** The class and those it is nested in. */
  private List<TypeDeclaration> around(String binaryName) {
    List<TypeDeclaration> types = new ArrayList<>();
    String name = binaryName;
    while (true) {
      type(name).ifPresent(types::add);
      int dollar = name.lastIndexOf('$');
      if (dollar <= name.lastIndexOf('.') + 1) {
        return types;
      }
      name = name.substring(0, dollar);
    }
  }

  List<TypeDeclaration> supertypes(TypeDeclaration type) {
    return type.supertypes().stream()
        .flatMap(name -> typesCalled(simple(name), type.binaryName()).stream())
        .filter(above -> !above.binaryName().equals(type.binaryName()))
        .toList();
  }

  /** The type first, then what it extends, breadth first. */
  List<TypeDeclaration> withSupertypes(TypeDeclaration type) {
    Map<String, TypeDeclaration> seen = new LinkedHashMap<>();
    Deque<TypeDeclaration> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty() && seen.size() < HIERARCHY_READ) {
      TypeDeclaration next = open.remove();
      if (seen.putIfAbsent(next.binaryName(), next) == null) {
        open.addAll(supertypes(next));
      }
    }
    return List.copyOf(seen.values());
  }

  private List<TypeDeclaration> withSubtypes(TypeDeclaration type) {
    Map<String, TypeDeclaration> seen = new LinkedHashMap<>();
    Deque<TypeDeclaration> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty() && seen.size() < HIERARCHY_READ) {
      TypeDeclaration next = open.remove();
      if (seen.putIfAbsent(next.binaryName(), next) == null) {
        production(index.subtypes(TypeNames.written(next.simpleName())))
            .limit(HIERARCHY_READ)
            .forEach(open::add);
      }
    }
    return List.copyOf(seen.values());
  }

  /** The methods in subtypes that may run in its place. */
  List<MethodDeclaration> overrides(MethodDeclaration method) {
    boolean fixed =
        method.modifiers().contains("private")
            || method.modifiers().contains("static")
            || method.name().startsWith("<");
    if (fixed) {
      return List.of();
    }
    Set<MethodDeclaration> found = new LinkedHashSet<>();
    type(method.typeName())
        .ifPresent(
            type -> {
              for (TypeDeclaration below : withSubtypes(type)) {
                if (!below.binaryName().equals(method.typeName())) {
                  addMatching(below, method.name(), method.parameters().size(), found);
                }
              }
            });
    return List.copyOf(found);
  }

  /** The methods with a call that may run the method, as far as not too many call such a name. */
  List<MethodBody> callers(MethodDeclaration method) {
    String name =
        method.name().equals("<init>") ? "new " + simple(method.typeName()) : method.name();
    return index
        .calling(name)
        .filter(body -> isProduction(body.method().path()))
        .limit(CALLERS_READ)
        .filter(
            body ->
                body.calls().stream()
                    .anyMatch(
                        call -> target(call).equals(name) && callees(body, call).contains(method)))
        .toList();
  }

  /** The methods of the class, and of those around and above it, that change the field. */
  List<MethodBody> fieldWriters(String typeName, String field) {
    Set<TypeDeclaration> types = new LinkedHashSet<>();
    for (TypeDeclaration type : around(typeName)) {
      types.addAll(withSupertypes(type));
    }
    boolean declared =
        types.stream()
            .anyMatch(type -> type.fields().stream().anyMatch(each -> each.name().equals(field)));
    if (!declared) {
      return List.of();
    }
    return types.stream()
        .flatMap(type -> type.methods().stream())
        .flatMap(method -> body(method).stream())
        .filter(body -> body.fieldWrites().contains(field) || mutates(body, field))
        .toList();
  }

  /** Whether it calls something on the field that, by its name, changes what the field holds. */
  private static boolean mutates(MethodBody body, String field) {
    return body.calls().stream()
        .anyMatch(
            call ->
                call.receiver().equals(field)
                    && MUTATORS.stream().anyMatch(word -> call.name().startsWith(word)));
  }

  private static void addMatching(
      TypeDeclaration type, String name, int arguments, Set<MethodDeclaration> found) {
    for (MethodDeclaration method : type.methods()) {
      if (method.name().equals(name) && accepts(method, arguments)) {
        found.add(method);
      }
    }
  }

  private static boolean accepts(MethodDeclaration method, int arguments) {
    int declared = method.parameters().size();
    return arguments < 0
        || declared == arguments
        || (declared > 0
            && arguments >= declared - 1
            && method.parameters().get(declared - 1).type().endsWith("..."));
  }

  static String packageOf(String binaryName) {
    int dot = binaryName.lastIndexOf('.');
    return dot < 0 ? "" : binaryName.substring(0, dot);
  }

  static String simple(String type) {
    return TypeNames.simple(type);
  }

  private static String target(Call call) {
    return call.name().equals("<init>") ? "new " + call.receiver() : call.name();
  }
}
