package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The part of the host's system that every sandbox shows: programs, libraries and public
 * certificates, never a home, a configuration or a log.
 *
 * @param mounts what is shown of the host
 * @param links symbolic links to make, by where they are made
 */
record HostView(List<Mount> mounts, Map<Path, String> links) {

  private static final List<String> SYSTEM =
      List.of(
          "/usr/bin",
          "/usr/lib",
          "/usr/lib32",
          "/usr/lib64",
          "/usr/libexec",
          "/bin",
          "/lib",
          "/lib32",
          "/lib64",
          "/usr/share/java",
          "/usr/share/maven",
          "/usr/share/maven-repo",
          "/usr/share/zoneinfo",
          "/usr/share/ca-certificates",
          "/etc/alternatives",
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/ssl/certs",
          "/etc/pki/ca-trust",
          "/etc/pki/java",
          "/etc/pki/tls/certs");

  /** What name resolution needs; shown only with a network. */
  private static final List<String> NETWORK =
      List.of("/etc/hosts", "/etc/nsswitch.conf", "/etc/resolv.conf", "/etc/services");

  static HostView of(Command command, int uid, Path session) {
    List<Mount> mounts = new ArrayList<>();
    Map<Path, String> links = new TreeMap<>();
    for (String path : SYSTEM) {
      show(Path.of(path), mounts, links);
    }
    configurationOfInstalledJava(mounts);
    configurationOfInstalledMaven(mounts);
    if (command.network()) {
      for (String path : NETWORK) {
        if (Files.exists(Path.of(path))) {
          mounts.add(new Mount(real(Path.of(path)), Path.of(path), false));
        }
      }
    }
    mounts.add(new Mount(identity(uid, session), Path.of("/etc/passwd"), false));
    mounts.addAll(command.mounts());
    return new HostView(List.copyOf(mounts), links);
  }

  /** The folders to make so that every mount has a place, outermost first. */
  Set<Path> parents() {
    Set<Path> parents = new TreeSet<>();
    for (Mount mount : mounts) {
      for (Path up = mount.target().getParent(); up != null; up = up.getParent()) {
        if (up.getNameCount() > 0) {
          parents.add(up);
        }
      }
    }
    return parents;
  }

  private static void show(Path path, List<Mount> mounts, Map<Path, String> links) {
    try {
      if (Files.isSymbolicLink(path)) {
        links.put(path, Files.readSymbolicLink(path).toString());
      } else if (Files.exists(path)) {
        mounts.add(Mount.readOnly(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Debian keeps a JDK's configuration in /etc/java-17-openjdk and links to it. */
  private static void configurationOfInstalledJava(List<Mount> mounts) {
    try (var folders = Files.newDirectoryStream(Path.of("/etc"), "java*")) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder)) {
          mounts.add(Mount.readOnly(folder));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Debian links a Maven to its configuration in /etc/maven; the settings may have credentials. */
  private static void configurationOfInstalledMaven(List<Mount> mounts) {
    Path folder = Path.of("/etc/maven");
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var files =
        Files.newDirectoryStream(
            folder, file -> !folder.relativize(file).toString().startsWith("settings"))) {
      files.forEach(file -> mounts.add(Mount.readOnly(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java asks for the user's name and home, so there is a user. */
  private static Path identity(int uid, Path session) {
    try {
      Path passwd = session.resolve("passwd");
      if (!Files.exists(passwd)) {
        Files.writeString(passwd, "builder:x:" + uid + ":" + uid + "::/tmp:/bin/sh\n");
      }
      return passwd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path;
    }
  }
}
