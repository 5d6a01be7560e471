package dev.hephaestus.server.repository;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * SSH with one key, to hosts whose keys are known; the user's own keys, agent and configuration are
 * not looked at.
 */
final class SshKeySessions extends SshdSessionFactory {
  private final RepositoryLogin.SshKey login;

  SshKeySessions(RepositoryLogin.SshKey login, Path folder) {
    this.login = login;
    setHomeDirectory(folder.toFile());
    setSshDirectory(folder.toFile());
  }

  @Override
  protected @Nullable File getSshConfig(File sshDirectory) {
    return null;
  }

  @Override
  protected @Nullable SshConfigStore createSshConfigStore(
      File home, @Nullable File config, String user) {
    return null;
  }

  @Override
  protected @Nullable ConnectorFactory getConnectorFactory() {
    return null;
  }

  @Override
  protected List<Path> getDefaultKnownHostsFiles(File sshDirectory) {
    return List.of(login.knownHostsFile());
  }

  @Override
  protected List<Path> getDefaultIdentities(File sshDirectory) {
    return List.of(login.keyFile());
  }

  @Override
  protected String getDefaultPreferredAuthentications() {
    return "publickey";
  }

  @Override
  protected ServerKeyDatabase createServerKeyDatabase(File home, File sshDirectory) {
    return new Strict(super.createServerKeyDatabase(home, sshDirectory));
  }

  @Override
  protected KeyPasswordProvider createKeyPasswordProvider(@Nullable CredentialsProvider nobody) {
    return new Passphrase();
  }

  /** A host that is not known, or has another key now, is not talked to and not remembered. */
  private record Strict(ServerKeyDatabase known) implements ServerKeyDatabase {

    @Override
    public List<PublicKey> lookup(String connect, InetSocketAddress remote, Configuration config) {
      return known.lookup(connect, remote, new Match(config));
    }

    @Override
    public boolean accept(
        String connect,
        InetSocketAddress remote,
        PublicKey key,
        Configuration config,
        @Nullable CredentialsProvider nobody) {
      return known.accept(connect, remote, key, new Match(config), null);
    }
  }

  private record Match(ServerKeyDatabase.Configuration rest)
      implements ServerKeyDatabase.Configuration {

    @Override
    public List<String> getUserKnownHostsFiles() {
      return rest.getUserKnownHostsFiles();
    }

    @Override
    public List<String> getGlobalKnownHostsFiles() {
      return List.of();
    }

    @Override
    public StrictHostKeyChecking getStrictHostKeyChecking() {
      return StrictHostKeyChecking.REQUIRE_MATCH;
    }

    @Override
    public boolean getHashKnownHosts() {
      return rest.getHashKnownHosts();
    }

    @Override
    public String getUsername() {
      return rest.getUsername();
    }
  }

  /** Read when it is needed, so that it is kept nowhere. */
  private final class Passphrase implements KeyPasswordProvider {

    @Override
    public char @Nullable [] getPassphrase(URIish key, int attempt) throws IOException {
      if (attempt > 0 || login.passphraseFile().isEmpty()) {
        return null;
      }
      return Objects.requireNonNull(Files.readString(login.passphraseFile().get()))
          .strip()
          .toCharArray();
    }

    @Override
    public void setAttempts(int most) {
      // One: the file will not say anything else the second time.
    }

    @Override
    public int getAttempts() {
      return 1;
    }

    @Override
    public boolean keyLoaded(URIish key, int attempt, @Nullable Exception fault) {
      return false;
    }
  }
}
