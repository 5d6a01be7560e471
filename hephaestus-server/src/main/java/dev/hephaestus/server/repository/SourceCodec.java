package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes a parsed source compactly, so that what is looked for can be told without reading it all.
 *
 * <p><i>Shape:</i> where strings, symbols and bodies begin; the terms to find it by in ascending
 * order, then for each the bodies that it stands in; symbols; bodies, each with its place, so that
 * one can be read alone; strings. {@link DecodedSource} reads it.
 */
final class SourceCodec {

  /** To be raised with every change of the form, here or in what it is made of. */
  static final int FORMAT = 1;

  static final int STRINGS_AT = 0;
  static final int SYMBOLS_AT = 4;
  static final int BODIES_AT = 8;
  static final int TERMS = 12;

  private final ByteSink out = new ByteSink();
  private final StringTable strings = new StringTable();
  private final SourceSymbols symbols;
  private int line;

  private SourceCodec(SourceSymbols symbols) {
    this.symbols = symbols;
  }

  static EncodedSource encode(ParsedSource source) {
    return EncodedSource.of(new SourceCodec(source.symbols()).write(source));
  }

  private byte[] write(ParsedSource source) {
    out.int32(0);
    out.int32(0);
    out.int32(0);
    writeTerms(Terms.of(symbols, source.bodies()));
    out.int32At(SYMBOLS_AT, out.size());
    writeSymbols();
    out.int32At(BODIES_AT, out.size());
    writeBodies(source.bodies());
    out.int32At(STRINGS_AT, out.size());
    strings.writeTo(out);
    return out.toBytes();
  }

  private void writeTerms(Map<Integer, Set<Integer>> terms) {
    out.int32(terms.size());
    terms.keySet().forEach(out::int32);
    terms.values().forEach(this::ascending);
  }

  private void writeSymbols() {
    text(symbols.language().name());
    text(symbols.packageName());
    texts(symbols.imports());
    out.varint(symbols.types().size());
    for (TypeDeclaration type : symbols.types()) {
      text(type.binaryName());
      path(type.path());
      text(type.kind().name());
      texts(type.modifiers());
      texts(type.supertypes());
      lines(type.lines());
      out.varint(type.methods().size());
      type.methods().forEach(this::method);
      out.varint(type.fields().size());
      type.fields().forEach(this::field);
    }
  }

  private void method(MethodDeclaration method) {
    text(method.typeName());
    text(method.name());
    path(method.path());
    out.varint(method.parameters().size());
    for (MethodDeclaration.Parameter parameter : method.parameters()) {
      text(parameter.type());
      text(parameter.name());
    }
    text(method.returnType());
    texts(method.modifiers());
    lines(method.lines());
  }

  private void field(FieldDeclaration field) {
    text(field.name());
    text(field.type());
    texts(field.modifiers());
    lines(field.lines());
  }

  private void writeBodies(List<MethodBody> bodies) {
    MethodPlaces places = new MethodPlaces(symbols);
    out.varint(bodies.size());
    int table = out.size();
    bodies.forEach(each -> out.int32(0));
    for (int i = 0; i < bodies.size(); i++) {
      out.int32At(table + 4 * i, out.size());
      MethodBody body = bodies.get(i);
      int place = places.find(body.method());
      out.varint(place + 1);
      line = 0;
      if (place < 0) {
        method(body.method());
      }
      line = body.method().lines().first();
      body(body);
    }
  }

  private void body(MethodBody body) {
    MethodBody.Shape shape = body.shape();
    out.varint(shape.statements() << 1 | (shape.alwaysThrows() ? 1 : 0));
    out.varint(shape.checks());
    out.varint(shape.returns());
    names(body.fieldReads());
    names(body.fieldWrites());
    out.varint(body.calls().size());
    body.calls().forEach(this::call);
    out.varint(body.throwSites().size());
    for (MethodBody.ThrowSite site : body.throwSites()) {
      text(site.type());
      texts(site.literals());
      lines(site.lines());
    }
    out.varint(body.logStatements().size());
    for (MethodBody.LogStatement statement : body.logStatements()) {
      text(statement.level());
      texts(statement.literals());
      lines(statement.lines());
    }
    CallPlaces places = new CallPlaces(body.calls());
    out.varint(body.assignments().size());
    for (MethodBody.Assignment assignment : body.assignments()) {
      text(assignment.target());
      names(assignment.reads());
      calls(assignment.calls(), places);
      lines(assignment.lines());
    }
    out.varint(body.conditions().size());
    for (MethodBody.Condition condition : body.conditions()) {
      names(condition.reads());
      calls(condition.calls(), places);
      lines(condition.guarded());
      out.varint(condition.leaves() ? 1 : 0);
    }
  }

  private void call(MethodBody.Call call) {
    text(call.name());
    out.signed(call.arguments());
    text(call.receiver());
    text(call.receiverType());
    names(call.reads());
    lines(call.lines());
  }

  /** What a condition or an assignment calls is nearly always among the calls of the body. */
  private void calls(List<MethodBody.Call> calls, CallPlaces places) {
    out.varint(calls.size());
    for (MethodBody.Call call : calls) {
      int place = places.find(call);
      out.varint(place + 1);
      if (place < 0) {
        call(call);
      }
    }
  }

  private void text(String text) {
    out.varint(strings.number(text));
  }

  private void texts(List<String> texts) {
    out.varint(texts.size());
    texts.forEach(this::text);
  }

  /** In ascending order, so that the same source always gives the same bytes. */
  private void names(Set<String> names) {
    if (names.size() < 2) {
      out.varint(names.size());
      names.forEach(this::text);
    } else {
      List<String> sorted = new ArrayList<>(names);
      sorted.sort(null);
      TreeSet<Integer> numbers = new TreeSet<>();
      sorted.forEach(name -> numbers.add(strings.number(name)));
      ascending(numbers);
    }
  }

  private void ascending(Set<Integer> numbers) {
    out.varint(numbers.size());
    int before = 0;
    for (int number : numbers) {
      out.varint(number - before);
      before = number;
    }
  }

  private void path(String path) {
    out.varint(path.equals(symbols.path()) ? 0 : strings.number(path) + 1);
  }

  /** From the line before it: what stands together has small numbers. */
  private void lines(LineRange lines) {
    out.signed(lines.first() - line);
    out.varint(lines.last() - lines.first());
    line = lines.first();
  }
}
