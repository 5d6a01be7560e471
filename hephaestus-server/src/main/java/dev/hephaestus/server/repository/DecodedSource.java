package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source read back from its encoded form: its symbols at once, each body when it is asked for.
 *
 * <p><i>Threads:</i> safe for use by many at once; two may read the same body, and either will do.
 */
final class DecodedSource {

  private final String path;
  private final byte[] bytes;
  private final StringTable.Written strings;
  private final SourceSymbols symbols;
  private final MethodPlaces methods;
  private final int bodyTable;
  private final MethodBody[] bodies;
  private final int[] bodyOf;

  DecodedSource(String path, EncodedSource source) {
    this.path = path;
    this.bytes = source.bytes();
    this.strings = new StringTable.Written(bytes, cursor(SourceCodec.STRINGS_AT).int32());
    this.symbols = readSymbols(cursor(cursor(SourceCodec.SYMBOLS_AT).int32()));
    this.methods = new MethodPlaces(symbols);
    ByteCursor in = cursor(cursor(SourceCodec.BODIES_AT).int32());
    this.bodies = new MethodBody[in.varint()];
    this.bodyTable = in.at();
    this.bodyOf = bodiesByMethod();
  }

  private ByteCursor cursor(int at) {
    return new ByteCursor(bytes, at);
  }

  /** How many bytes its encoded form takes. */
  int length() {
    return bytes.length;
  }

  EncodedSource encoded() {
    return EncodedSource.of(bytes);
  }

  SourceSymbols symbols() {
    return symbols;
  }

  List<MethodBody> bodies() {
    List<MethodBody> all = new ArrayList<>(bodies.length);
    for (int i = 0; i < bodies.length; i++) {
      all.add(body(i));
    }
    return List.copyOf(all);
  }

  /** The body of a method of this source; the last where the text repeats itself on a line. */
  Optional<MethodBody> body(MethodDeclaration method) {
    int place = methods.find(method);
    if (place >= 0) {
      return bodyOf[place] < 0 ? Optional.empty() : Optional.of(body(bodyOf[place]));
    }
    for (int i = bodies.length - 1; i >= 0; i--) {
      if (cursorOf(i).varint() == 0 && body(i).method().equals(method)) {
        return Optional.of(body(i));
      }
    }
    return Optional.empty();
  }

  private ByteCursor cursorOf(int body) {
    return cursor(cursor(bodyTable + 4 * body).int32());
  }

  private int[] bodiesByMethod() {
    int[] byMethod = new int[methods.size()];
    Arrays.fill(byMethod, -1);
    for (int i = 0; i < bodies.length; i++) {
      int place = cursorOf(i).varint() - 1;
      if (place >= 0) {
        byMethod[place] = i;
      }
    }
    return byMethod;
  }

  /** The bodies that the term stands in, in order. */
  List<MethodBody> bodies(int term) {
    return bodies(Set.of(term));
  }

  /** The bodies that one of the terms stands in, in order. */
  List<MethodBody> bodies(Set<Integer> wanted) {
    ByteCursor in = cursor(SourceCodec.TERMS);
    int[] terms = new int[in.int32()];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = in.int32();
    }
    BitSet found = new BitSet();
    for (int term : terms) {
      boolean isWanted = wanted.contains(term);
      int number = 0;
      for (int rest = in.varint(); rest > 0; rest--) {
        number += in.varint();
        found.set(number, found.get(number) || isWanted);
      }
    }
    return found.stream().mapToObj(this::body).toList();
  }

  @SuppressWarnings("NullAway") // an element is null until its body was read
  private MethodBody body(int number) {
    MethodBody read = bodies[number];
    if (read == null) {
      read = readBody(cursorOf(number));
      bodies[number] = read;
    }
    return read;
  }

  /** The line that the next one is counted from. */
  private static final class Lines {

    private int before;

    LineRange read(ByteCursor in) {
      before += in.signed();
      return new LineRange(before, before + in.varint());
    }
  }

  private SourceSymbols readSymbols(ByteCursor in) {
    Lines lines = new Lines();
    Language language = Language.valueOf(text(in));
    String packageName = text(in);
    List<String> imports = texts(in);
    List<TypeDeclaration> types = new ArrayList<>();
    for (int rest = in.varint(); rest > 0; rest--) {
      types.add(
          new TypeDeclaration(
              text(in),
              path(in),
              TypeDeclaration.Kind.valueOf(text(in)),
              texts(in),
              texts(in),
              lines.read(in),
              methods(in, lines),
              fields(in, lines)));
    }
    return new SourceSymbols(path, language, packageName, imports, types);
  }

  private List<MethodDeclaration> methods(ByteCursor in, Lines lines) {
    int count = in.varint();
    List<MethodDeclaration> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(method(in, lines));
    }
    return read;
  }

  private MethodDeclaration method(ByteCursor in, Lines lines) {
    return new MethodDeclaration(
        text(in), text(in), path(in), parameters(in), text(in), texts(in), lines.read(in));
  }

  private List<MethodDeclaration.Parameter> parameters(ByteCursor in) {
    int count = in.varint();
    List<MethodDeclaration.Parameter> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(new MethodDeclaration.Parameter(text(in), text(in)));
    }
    return read;
  }

  private List<FieldDeclaration> fields(ByteCursor in, Lines lines) {
    int count = in.varint();
    List<FieldDeclaration> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(new FieldDeclaration(text(in), text(in), texts(in), lines.read(in)));
    }
    return read;
  }

  private MethodDeclaration methodOf(ByteCursor in, Lines lines) {
    int place = in.varint();
    return place == 0 ? method(in, lines) : methods.method(place - 1);
  }

  private MethodBody readBody(ByteCursor in) {
    MethodDeclaration method = methodOf(in, new Lines());
    Lines lines = new Lines();
    lines.before = method.lines().first();
    int statements = in.varint();
    MethodBody.Shape shape =
        new MethodBody.Shape(statements >>> 1, in.varint(), in.varint(), (statements & 1) == 1);
    Set<String> reads = names(in);
    Set<String> writes = names(in);
    List<MethodBody.Call> calls = new ArrayList<>();
    for (int rest = in.varint(); rest > 0; rest--) {
      calls.add(call(in, lines));
    }
    return new MethodBody(
        method,
        calls,
        throwSites(in, lines),
        logStatements(in, lines),
        assignments(in, lines, calls),
        conditions(in, lines, calls),
        reads,
        writes,
        shape);
  }

  private List<MethodBody.ThrowSite> throwSites(ByteCursor in, Lines lines) {
    int count = in.varint();
    List<MethodBody.ThrowSite> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(new MethodBody.ThrowSite(text(in), texts(in), lines.read(in)));
    }
    return read;
  }

  private List<MethodBody.LogStatement> logStatements(ByteCursor in, Lines lines) {
    int count = in.varint();
    List<MethodBody.LogStatement> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(new MethodBody.LogStatement(text(in), texts(in), lines.read(in)));
    }
    return read;
  }

  private List<MethodBody.Assignment> assignments(
      ByteCursor in, Lines lines, List<MethodBody.Call> known) {
    int count = in.varint();
    List<MethodBody.Assignment> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(
          new MethodBody.Assignment(text(in), names(in), calls(in, lines, known), lines.read(in)));
    }
    return read;
  }

  private List<MethodBody.Condition> conditions(
      ByteCursor in, Lines lines, List<MethodBody.Call> known) {
    int count = in.varint();
    List<MethodBody.Condition> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(
          new MethodBody.Condition(
              names(in), calls(in, lines, known), lines.read(in), in.varint() == 1));
    }
    return read;
  }

  private List<MethodBody.Call> calls(ByteCursor in, Lines lines, List<MethodBody.Call> known) {
    int count = in.varint();
    List<MethodBody.Call> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int place = in.varint();
      read.add(place == 0 ? call(in, lines) : known.get(place - 1));
    }
    return read;
  }

  private MethodBody.Call call(ByteCursor in, Lines lines) {
    return new MethodBody.Call(
        text(in), in.signed(), text(in), text(in), names(in), lines.read(in));
  }

  private String text(ByteCursor in) {
    return strings.string(in.varint());
  }

  private List<String> texts(ByteCursor in) {
    int count = in.varint();
    List<String> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(text(in));
    }
    return read;
  }

  private Set<String> names(ByteCursor in) {
    int count = in.varint();
    Set<String> read = new HashSet<>(2 * count);
    int number = 0;
    for (int i = 0; i < count; i++) {
      number += in.varint();
      read.add(strings.string(number));
    }
    return read;
  }

  private String path(ByteCursor in) {
    int number = in.varint();
    return number == 0 ? path : strings.string(number - 1);
  }
}
