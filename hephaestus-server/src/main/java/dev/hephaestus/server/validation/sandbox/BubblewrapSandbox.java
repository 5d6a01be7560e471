package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Confines by bubblewrap: own namespaces, an empty root with the mounts in it, no capabilities, no
 * new privileges, and a filter of system calls.
 *
 * <p><i>Shape:</i> root makes the namespaces directly and then becomes an unprivileged user, whom
 * the kernel's limit on processes binds; anybody else goes through a user namespace.
 *
 * <p><i>Source:</i> bwrap(1), setpriv(1), prlimit(1).
 */
final class BubblewrapSandbox implements Sandbox {
  private static final String FILTER_DESCRIPTOR = "9";
  private static final long TMP_BYTES = 1L << 30;

  private final Path bwrap;
  private final String version;
  private final boolean root;
  private final Optional<SystemCallFilter> filter;

  BubblewrapSandbox(Path bwrap, String version, boolean root, Optional<SystemCallFilter> filter) {
    this.bwrap = bwrap;
    this.version = version;
    this.root = root;
    this.filter = filter;
  }

  @Override
  public String name() {
    return version;
  }

  @Override
  public List<String> wrap(Command command, int uid, Path session) {
    HostView view = HostView.of(command, uid, session);
    List<String> line = new ArrayList<>();
    filter.ifPresent(calls -> line.addAll(opened(calls, session)));
    line.add(bwrap.toString());
    filter.ifPresent(calls -> line.addAll(List.of("--seccomp", FILTER_DESCRIPTOR)));
    line.addAll(namespaces(command.network(), uid));
    line.addAll(List.of("--die-with-parent", "--new-session", "--hostname", "sandbox"));
    line.add("--clearenv");
    command
        .fullEnvironment()
        .forEach((name, value) -> line.addAll(List.of("--setenv", name, value)));
    line.addAll(List.of("--size", Long.toString(TMP_BYTES), "--perms", "1777", "--tmpfs", "/tmp"));
    for (Path parent : view.parents()) {
      if (!parent.equals(Path.of("/tmp"))) {
        line.addAll(List.of("--perms", "0755", "--dir", parent.toString()));
      }
    }
    for (Mount mount : view.mounts()) {
      line.add(mount.writable() ? "--bind" : "--ro-bind");
      line.add(mount.source().toString());
      line.add(mount.target().toString());
    }
    view.links()
        .forEach((link, target) -> line.addAll(List.of("--symlink", target, link.toString())));
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev"));
    line.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/"));
    line.addAll(List.of("--chdir", command.directory().toString(), "--"));
    line.addAll(Privileges.limited(command.limits()));
    if (root) {
      line.addAll(Privileges.unprivileged(uid, command.mounts()));
    }
    line.addAll(command.arguments());
    return line;
  }

  /** Bubblewrap reads the filter from an open file, which only a shell can give it. */
  private static List<String> opened(SystemCallFilter filter, Path session) {
    Path file = session.resolve("filter");
    try {
      if (!Files.exists(file)) {
        Files.write(file, filter.program());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String script = "exec \"$@\" " + FILTER_DESCRIPTOR + "<\"$0\"";
    return List.of("/bin/sh", "-c", script, file.toString());
  }

  private List<String> namespaces(boolean network, int uid) {
    List<String> flags = new ArrayList<>(List.of("--unshare-pid", "--unshare-ipc"));
    flags.addAll(List.of("--unshare-uts", "--unshare-cgroup-try"));
    if (!network) {
      flags.add("--unshare-net");
    }
    if (!root) {
      String id = Integer.toString(uid);
      flags.addAll(List.of("--unshare-user", "--uid", id, "--gid", id));
    }
    return flags;
  }
}
