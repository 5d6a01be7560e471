package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

/** A commit of a Git repository; contents are read, and sources parsed, when asked for. */
final class GitSnapshot implements Snapshot {

  /** An export is a whole work tree; past this it is an attack or a mistake. */
  private static final long EXPORT_BYTES = 8L << 30;

  private final Repository git;
  private final RevCommit commit;
  private final WholeCommit whole;
  private final SharedCaches caches;
  private final CommitFiles entries;
  private final List<SourceFile> files;
  private final Map<String, SourceFile> byPath = new HashMap<>();
  private final ClassFiles classFiles;

  GitSnapshot(WholeCommit whole, SnapshotLimits limits, SharedCaches caches) throws IOException {
    this.git = whole.git();
    this.commit = whole.commit();
    this.whole = whole;
    this.caches = caches;
    try (ObjectReader reader = whole.newReader()) {
      this.entries = whole.files().within(limits);
      List<SourceFile> listed = new ArrayList<>();
      for (CommitFiles.Entry entry : entries.files()) {
        boolean test = isTest(reader, entry);
        listed.add(new SourceFile(entry.path(), entry.blob().name(), entry.size(), test));
      }
      this.files = List.copyOf(listed);
    }
    files.forEach(file -> byPath.put(file.path(), file));
    this.classFiles = new ClassFiles(files);
  }

  private boolean isTest(ObjectReader reader, CommitFiles.Entry entry) {
    if (TestSources.byPath(entry.path())) {
      return true;
    }
    return entry.path().endsWith(".java")
        && caches.tests.get(
            new SharedCaches.Key(entry.blob(), entry.path()),
            1,
            () -> TestSources.byImports(entry.path(), read(reader, entry.blob())));
  }

  @Override
  public List<LeftOut> leftOut() {
    return entries.leftOut();
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
    return decode(content(path));
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

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public Optional<SourceSymbols> symbols(String path) {
    return parsed(path).map(ParsedSource::symbols);
  }

  @Override
  public List<MethodBody> bodies(String path) {
    return parsed(path).map(ParsedSource::bodies).orElse(List.of());
  }

  private Optional<ParsedSource> parsed(String path) {
    return file(path)
        .filter(file -> file.language().isSource())
        .map(
            file ->
                caches.parsed.get(
                    new SharedCaches.Key(ObjectId.fromString(file.blobId()), path),
                    file.size(),
                    () -> SourceParser.of(file.language()).parse(path, text(path))));
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
