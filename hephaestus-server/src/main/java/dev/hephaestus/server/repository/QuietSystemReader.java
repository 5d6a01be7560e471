package dev.hephaestus.server.repository;

import java.nio.file.Path;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from writing its measurements of the file system into the user's home.
 *
 * <p>Everything else is what JGit does by itself, the user's own Git configuration included.
 */
final class QuietSystemReader extends SystemReader.Delegate {

  private final Path directory;

  private QuietSystemReader(SystemReader rest, Path directory) {
    super(rest);
    this.directory = directory;
  }

  /** JGit has one reader for the whole process. */
  static synchronized void install(Path directory) {
    SystemReader present = SystemReader.getInstance();
    if (!(present instanceof QuietSystemReader)) {
      SystemReader.setInstance(new QuietSystemReader(present, directory));
    }
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new FileBasedConfig(parent, directory.resolve("jgit.config").toFile(), fs);
  }

  @Override
  public StoredConfig getJGitConfig() {
    return openJGitConfig(null, FS.DETECTED);
  }
}
