package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the declarations and bodies of a snapshot by the names in them.
 *
 * <p><i>Shape:</i> the postings of a whole snapshot, shared by those that came from it, and of the
 * sources in which this one differs. Sources are kept encoded and read when something in them is
 * asked for. Streams read as they go, so that who stops early pays for less; what they give is in
 * the order of paths.
 *
 * <p><i>Threads:</i> immutable; safe for use by many at once.
 */
public final class SymbolIndex {

  /** Past these, finding something in what differs costs more than starting anew. */
  private static final int FEW = 64;

  private static final int PART = 50;

  private static final Comparator<IndexedSource> BY_PATH =
      Comparator.comparing(source -> source.file().path());

  private final IndexLayer base;
  private final Set<String> replaced;
  private final IndexLayer own;
  private final Map<String, IndexedSource> byPath;
  private final DecodedSources decoded;

  private SymbolIndex(
      IndexLayer base,
      Set<String> replaced,
      IndexLayer own,
      Map<String, IndexedSource> byPath,
      DecodedSources decoded) {
    this.base = base;
    this.replaced = replaced;
    this.own = own;
    this.byPath = byPath;
    this.decoded = decoded;
  }

  /** The index of any snapshot, of which all sources are read. */
  public static SymbolIndex of(Snapshot snapshot) {
    List<IndexedSource> sources = new ArrayList<>();
    for (SourceFile file : snapshot.files()) {
      snapshot
          .symbols(file.path())
          .map(symbols -> new ParsedSource(symbols, snapshot.bodies(file.path())))
          .ifPresent(parsed -> sources.add(new IndexedSource(file, SourceCodec.encode(parsed))));
    }
    return of(sources, new DecodedSources(SnapshotLimits.DEFAULT.cachedBytes()));
  }

  static SymbolIndex of(List<IndexedSource> sources, DecodedSources decoded) {
    List<IndexedSource> sorted = sources.stream().sorted(BY_PATH).toList();
    return new SymbolIndex(
        IndexLayer.of(sorted), Set.of(), IndexLayer.of(List.of()), byPath(sorted), decoded);
  }

  private static Map<String, IndexedSource> byPath(List<IndexedSource> sources) {
    Map<String, IndexedSource> map = HashMap.newHashMap(sources.size());
    sources.forEach(source -> map.put(source.file().path(), source));
    return map;
  }

  /** The index of other sources, which takes over what it can of this one. */
  SymbolIndex next(List<IndexedSource> sources) {
    Map<String, IndexedSource> next = byPath(sources);
    Set<String> gone = new HashSet<>();
    List<IndexedSource> added = new ArrayList<>();
    Set<String> same = HashSet.newHashSet(sources.size());
    for (IndexedSource before : base.sources()) {
      IndexedSource now = next.get(before.file().path());
      if (now != null && before.isOf(now.file())) {
        same.add(before.file().path());
      } else {
        gone.add(before.file().path());
      }
    }
    for (IndexedSource now : sources) {
      if (!same.contains(now.file().path())) {
        added.add(now);
      }
    }
    if (added.size() + gone.size() > Math.max(FEW, sources.size() / PART)) {
      return of(sources, decoded);
    }
    added.sort(BY_PATH);
    return new SymbolIndex(base, gone, IndexLayer.of(added), next, decoded);
  }

  /** The source with the path and content of the file. */
  @Nullable IndexedSource source(SourceFile file) {
    IndexedSource known = byPath.get(file.path());
    return known != null && known.isOf(file) ? known : null;
  }

  /** What was parsed from the file. */
  @Nullable DecodedSource decoded(SourceFile file) {
    IndexedSource known = source(file);
    return known == null ? null : decoded.get(known);
  }

  Collection<IndexedSource> sources() {
    return byPath.values();
  }

  /** The file at the path, when it is a source. */
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(byPath.get(path)).map(IndexedSource::file);
  }

  /** The types of this binary name. */
  public Stream<TypeDeclaration> typesNamed(String binaryName) {
    return types(Terms.of(Terms.Kind.BINARY_NAME, binaryName))
        .filter(type -> type.binaryName().equals(binaryName));
  }

  /** The types of this simple name; a local class's is without its number. */
  public Stream<TypeDeclaration> types(String simpleName) {
    return types(Terms.of(Terms.Kind.TYPE, simpleName))
        .filter(type -> TypeNames.written(type.simpleName()).equals(simpleName));
  }

  /** The types that say that they extend or implement one of this simple name. */
  public Stream<TypeDeclaration> subtypes(String simpleName) {
    return types(Terms.of(Terms.Kind.SUPERTYPE, simpleName))
        .filter(
            type ->
                type.supertypes().stream()
                    .anyMatch(above -> TypeNames.simple(above).equals(simpleName)));
  }

  /** The methods of this name. */
  public Stream<MethodDeclaration> methods(String name) {
    return types(Terms.of(Terms.Kind.METHOD, name))
        .flatMap(type -> type.methods().stream())
        .filter(method -> method.name().equals(name));
  }

  private Stream<TypeDeclaration> types(int term) {
    return with(term).flatMap(source -> decoded.get(source).symbols().types().stream());
  }

  /** What the method does; empty where no source has the method. */
  public Optional<MethodBody> body(MethodDeclaration method) {
    IndexedSource source = byPath.get(method.path());
    return source == null ? Optional.empty() : decoded.get(source).body(method);
  }

  /**
   * The bodies with a call of this name.
   *
   * @param target a method's name; {@code new Cart} for constructors
   */
  public Stream<MethodBody> calling(String target) {
    int term = Terms.of(Terms.Kind.CALL, target);
    return with(term)
        .flatMap(source -> decoded.get(source).bodies(term).stream())
        .filter(body -> body.calls().stream().anyMatch(call -> Terms.target(call).equals(target)));
  }

  /**
   * The bodies that log or throw something of which one of the texts may have been made; some that
   * do not are among them.
   */
  public Stream<MethodBody> saying(Collection<String> texts) {
    Set<Integer> terms = Sayings.asked(texts);
    Map<String, IndexedSource> sources = new HashMap<>();
    terms.forEach(term -> with(term).forEach(each -> sources.put(each.file().path(), each)));
    return sources.values().stream()
        .sorted(BY_PATH)
        .flatMap(source -> decoded.get(source).bodies(terms).stream());
  }

  /** Every body, in the order of paths; what is read for it is not kept. */
  public Stream<MethodBody> bodies() {
    return byPath.values().stream()
        .sorted(BY_PATH)
        .flatMap(
            source -> new DecodedSource(source.file().path(), source.encoded()).bodies().stream());
  }

  private Stream<IndexedSource> with(int term) {
    List<IndexedSource> found = base.with(term);
    List<IndexedSource> more = own.with(term);
    if (replaced.isEmpty() && more.isEmpty()) {
      return found.stream();
    }
    List<IndexedSource> all = new ArrayList<>(more);
    found.stream().filter(each -> !replaced.contains(each.file().path())).forEach(all::add);
    all.sort(BY_PATH);
    return all.stream();
  }

  /** How many sources are looked up apart from those that this index shares with others. */
  int ownSources() {
    return own.sources().size();
  }
}
