package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/** Git over SSH on loopback, which lets one key in. */
public final class GitSshServer implements AutoCloseable {
  public final List<String> users = new CopyOnWriteArrayList<>();
  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair hostKey;
  private final Path git;

  /**
   * Serves one repository as {@code shop.git}.
   *
   * @param git the folder with its objects
   */
  public GitSshServer(Path git, KeyPair hostKey, PublicKey client) throws IOException {
    this.hostKey = hostKey;
    this.git = git;
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> {
          users.add(user);
          return KeyUtils.compareKeys(key, client);
        });
    server.setCommandFactory((channel, command) -> new Serving(command));
    server.start();
  }

  public String url(String name) {
    return "ssh://git@127.0.0.1:" + server.getPort() + "/" + name;
  }

  /** The line of a file of known hosts. */
  public String knownHost() {
    return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  @Override
  public void close() throws IOException {
    server.close(true);
  }

  /**
   * Runs what the client asks for: {@code git-upload-pack '/name'}, or {@code git-receive-pack}.
   */
  private final class Serving implements Command {
    private final String command;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, close) -> {};

    Serving(String command) {
      this.command = command;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
      Thread.ofPlatform().daemon().start(this::serve);
    }

    private void serve() {
      try {
        boolean reads = command.equals("git-upload-pack '/shop.git'");
        boolean writes = command.equals("git-receive-pack '/shop.git'");
        if (!(reads || writes) || !Files.isDirectory(git)) {
          err.write("ERROR: Repository not found.\n".getBytes(StandardCharsets.UTF_8));
          err.flush();
          exit.onExit(1);
          return;
        }
        try (Repository repository = new FileRepositoryBuilder().setGitDir(git.toFile()).build()) {
          if (reads) {
            new UploadPack(repository).upload(in, out, err);
          } else {
            new ReceivePack(repository).receive(in, out, err);
          }
        }
        exit.onExit(0);
      } catch (IOException e) {
        exit.onExit(1);
      }
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
