package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** A commit of a Git repository; contents are read, and sources parsed, when asked for. */
final class GitSnapshot implements Snapshot {

  /** An export is a whole work tree; past this it is an attack or a mistake. */
  private static final long EXPORT_BYTES = 8L << 30;

  private final Repository git;
  private final RevCommit commit;
  private final WholeCommit whole;
  private final SharedCaches caches;
  private final SourceStore sources;
  private final CommitFiles entries;
  private final List<SourceFile> files;
  private final Map<String, SourceFile> byPath;
  private final ClassFiles classFiles;
  private final SnapshotFacts facts;
  private volatile @Nullable SymbolIndex index;

  /**
   * A commit.
   *
   * @param before another commit of the repository, from which is taken what is the same
   */
  GitSnapshot(
      WholeCommit whole,
      SnapshotLimits limits,
      SharedCaches caches,
      SourceStore sources,
      @Nullable GitSnapshot before)
      throws IOException {
    this.git = whole.git();
    this.commit = whole.commit();
    this.whole = whole;
    this.caches = caches;
    this.sources = sources;
    try (ObjectReader reader = whole.newReader()) {
      @Nullable Map<String, CommitFiles.Entry> changed =
          before == null ? null : before.changes(reader, whole, limits);
      if (before == null || changed == null) {
        this.entries = whole.files().within(limits);
        this.files = entries.files().stream().map(entry -> listed(reader, entry)).toList();
        this.byPath = HashMap.newHashMap(files.size());
        files.forEach(file -> byPath.put(file.path(), file));
        this.classFiles = new ClassFiles(files, this::text);
      } else {
        this.entries = before.entries.with(changed);
        this.byPath = new HashMap<>(before.byPath);
        changed.forEach((path, entry) -> byPath.put(path, listed(reader, entry)));
        this.files =
            before.files.stream()
                .map(file -> changed.containsKey(file.path()) ? of(file.path()) : file)
                .toList();
        this.classFiles = before.classFiles.of(files, this::text);
      }
    }
    this.facts = new SnapshotFacts(this, git, commit);
  }

  /** What the other commit has other content for; null when it has other files. */
  private @Nullable Map<String, CommitFiles.Entry> changes(
      ObjectReader reader, WholeCommit other, SnapshotLimits limits) {
    if (!whole.hasSamePartsAs(other)) {
      return null;
    }
    Map<String, CommitFiles.Entry> changed =
        TreeChanges.contents(reader, commit.getTree(), other.commit().getTree());
    boolean sameFiles =
        changed != null
            && changed.values().stream()
                .allMatch(
                    entry ->
                        entry.size() <= limits.fileBytes() && byPath.containsKey(entry.path()));
    return sameFiles ? changed : null;
  }

  private SourceFile of(String path) {
    return file(path).orElseThrow();
  }

  private SourceFile listed(ObjectReader reader, CommitFiles.Entry entry) {
    return new SourceFile(entry.path(), entry.blob().name(), entry.size(), isTest(reader, entry));
  }

  private boolean isTest(ObjectReader reader, CommitFiles.Entry entry) {
    if (TestSources.byPath(entry.path())) {
      return true;
    }
    return entry.path().endsWith(".java")
        && caches.tests.get(
            new SharedCaches.Key(entry.blob(), entry.path()), 1, () -> isTestNew(reader, entry));
  }

  private boolean isTestNew(ObjectReader reader, CommitFiles.Entry entry) {
    Boolean known = sources.test(entry.blob().name(), entry.path());
    return known == null
        ? TestSources.byImports(entry.path(), readable(reader, entry.blob()))
        : known;
  }

  @Override
  public List<LeftOut> leftOut() {
    return caches.broken.isEmpty()
        ? entries.leftOut()
        : facts.withFaults(entries.leftOut(), this::fault);
  }

  private Optional<String> fault(SourceFile file) {
    return caches.broken.fault(SourceKey.of(file.blobId(), file.path()));
  }

  @Override
  public List<LeftOut> unreadable() {
    index();
    return facts.withFaults(List.of(), this::fault);
  }

  @Override
  public boolean isSubmodule(String path) {
    return whole.parts().stream().anyMatch(part -> path.startsWith(part.path() + "/"));
  }

  @Override
  public Optional<FileMetadata> metadata(String path) {
    return facts.metadata(path);
  }

  @Override
  public ProjectLayout layout() {
    return facts.layout();
  }

  @Override
  public List<FileDependency> dependencies(String path) {
    return facts.dependencies(path);
  }

  @Override
  public List<FileDependency> dependents(String path) {
    return facts.dependents(path);
  }

  @Override
  public List<Change> history(int most) {
    return facts.history(most);
  }

  @Override
  public String diff(Change change, String path) {
    return facts.diff(change, path);
  }

  @Override
  public String commit() {
    return commit.name();
  }

  @Override
  public List<SourceFile> files() {
    return files;
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  @Override
  public byte[] bytes(String path) {
    return content(path).clone();
  }

  @Override
  public String text(String path) {
    return SourceText.of(content(path)).text();
  }

  private byte[] content(String path) {
    SourceFile file =
        file(path)
            .orElseThrow(
                () ->
                    new RepositoryException(
                        "commit " + commit.name() + " has no file " + path + " within the limits"));
    ObjectId blob = ObjectId.fromString(file.blobId());
    return caches.contents.get(
        blob,
        file.size(),
        () -> {
          try (ObjectReader reader = whole.newReader()) {
            return read(reader, blob);
          }
        });
  }

  private byte[] read(ObjectReader reader, ObjectId blob) {
    try {
      return reader.open(blob).getBytes();
    } catch (IOException e) {
      throw new RepositoryException(
          "object " + blob.name() + " of " + git + " cannot be read; check the repository", e);
    }
  }

  /** Nothing where the object is damaged: that must not fail a snapshot. */
  private byte[] readable(ObjectReader reader, ObjectId blob) {
    try {
      return read(reader, blob);
    } catch (RepositoryException unreadable) {
      return new byte[0];
    }
  }

  @Override
  public Optional<SourceSymbols> symbols(String path) {
    return source(path).map(DecodedSource::symbols);
  }

  @Override
  public List<MethodBody> bodies(String path) {
    return source(path).map(DecodedSource::bodies).orElse(List.of());
  }

  private Optional<DecodedSource> source(String path) {
    return file(path).filter(file -> file.language().isSource()).map(this::source);
  }

  private DecodedSource source(SourceFile file) {
    SymbolIndex known = index;
    DecodedSource indexed = known == null ? null : known.decoded(file);
    return indexed == null ? sources.source(file, each -> text(each.path())) : indexed;
  }

  @Override
  public SymbolIndex index() {
    SymbolIndex present = index;
    if (present == null) {
      synchronized (this) {
        present = index;
        if (present == null) {
          present = sources.index(files, this::unkeptText);
          index = present;
        }
      }
    }
    return present;
  }

  /** Reading all sources once must not drive out of the cache what is read often. */
  private String unkeptText(SourceFile file) {
    try (ObjectReader reader = whole.newReader()) {
      return SourceText.of(read(reader, ObjectId.fromString(file.blobId()))).text();
    }
  }

  @Override
  public List<TypeDeclaration> types(String binaryName) {
    List<TypeDeclaration> types = new ArrayList<>();
    for (String path : classFiles.candidates(binaryName)) {
      symbols(path).stream()
          .flatMap(source -> source.types().stream())
          .filter(type -> type.binaryName().equals(binaryName))
          .forEach(types::add);
    }
    if (types.isEmpty()) {
      for (String path : classFiles.neighbours(binaryName)) {
        symbols(path).stream()
            .flatMap(source -> source.types().stream())
            .filter(type -> type.binaryName().equals(binaryName))
            .forEach(types::add);
      }
    }
    return List.copyOf(types);
  }

  @Override
  public void exportTo(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> present = Files.list(folder)) {
        if (present.findAny().isPresent()) {
          throw new RepositoryException("cannot export into " + folder + ": it is not empty");
        }
      }
      try (ObjectReader reader = whole.newReader()) {
        write(whole.files().files(), reader, folder);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new RepositoryException(
          "commit " + commit.name() + " cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void write(List<CommitFiles.Entry> entries, ObjectReader reader, Path folder)
      throws IOException {
    long bytes = 0;
    Path root = folder.toRealPath();
    for (CommitFiles.Entry entry : entries) {
      bytes += entry.size();
      Path target = root.resolve(entry.path()).normalize();
      if (!target.startsWith(root) || bytes > EXPORT_BYTES) {
        throw new IOException("its tree is too large or leaves the folder at " + entry.path());
      }
      Files.createDirectories(target.getParent());
      try (OutputStream out = Files.newOutputStream(target)) {
        reader.open(entry.blob()).copyTo(out);
      }
      if (entry.executable()) {
        makeExecutable(target);
      }
    }
  }

  private static void makeExecutable(Path file) throws IOException {
    Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
    permissions.add(PosixFilePermission.OWNER_EXECUTE);
    permissions.add(PosixFilePermission.GROUP_EXECUTE);
    permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(file, permissions);
  }
}
