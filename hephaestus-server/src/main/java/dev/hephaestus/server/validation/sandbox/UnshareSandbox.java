package dev.hephaestus.server.validation.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Confines by util-linux' {@code unshare}, for hosts without bubblewrap: a shell script builds the
 * same empty root out of bind mounts, pivots into it and gives its rights away.
 *
 * <p><i>Shape:</i> weaker than bubblewrap in three ways. It has the host's device files {@code
 * null}, {@code zero}, {@code random} and {@code urandom} bound in rather than a device tree of its
 * own; the command may make further user namespaces; and without root its user is 0 inside, though
 * without any capability.
 *
 * <p><i>Source:</i> unshare(1), pivot_root(8), user_namespaces(7).
 */
final class UnshareSandbox implements Sandbox {
  private final Path unshare;
  private final boolean root;

  UnshareSandbox(Path unshare, boolean root) {
    this.unshare = unshare;
    this.root = root;
  }

  @Override
  public String name() {
    return "unshare";
  }

  @Override
  public List<String> wrap(Command command, int uid, Path session) {
    HostView view = HostView.of(command, uid, session);
    List<String> line = new ArrayList<>(List.of(unshare.toString()));
    if (!root) {
      line.addAll(List.of("--user", "--map-root-user"));
    }
    if (!command.network()) {
      line.add("--net");
    }
    line.addAll(List.of("--mount", "--pid", "--fork", "--kill-child=SIGKILL", "--ipc", "--uts"));
    line.addAll(List.of("--propagation", "private", "--", "/bin/sh", "-eu", "-c"));
    line.add(script(command, uid, view, session));
    return line;
  }

  private String script(Command command, int uid, HostView view, Path session) {
    String newRoot = quote(session.resolve("root").toString());
    StringBuilder script = new StringBuilder();
    script.append("R=").append(newRoot).append("; mkdir -p \"$R\"; umask 022\n");
    script.append(
        "ip link set lo up 2>/dev/null || true\n"); // only tests that use loopback miss it
    script.append("mount -t tmpfs -o mode=755,size=1g tmpfs \"$R\"; cd \"$R\"\n");
    script.append("mkdir -p old proc dev tmp; chmod 1777 tmp\n");
    for (String device : List.of("null", "zero", "random", "urandom")) {
      script.append(": > dev/").append(device).append("; mount --bind /dev/").append(device);
      script.append(" dev/").append(device).append('\n');
    }
    for (Mount mount : view.mounts()) {
      script.append(bind(mount));
    }
    view.links()
        .forEach(
            (link, target) ->
                script
                    .append("ln -s ")
                    .append(quote(target))
                    .append(" .")
                    .append(quote(link.toString()))
                    .append('\n'));
    script.append("mount -t proc proc proc\n");
    script.append("ln -s /proc/self/fd dev/fd\n");
    script.append("pivot_root . old; cd /; umount -l /old; rmdir /old\n");
    script.append("cd ").append(quote(command.directory().toString())).append('\n');
    script.append("exec env -i");
    command
        .fullEnvironment()
        .forEach((name, value) -> script.append(' ').append(quote(name + "=" + value)));
    Privileges.limited(command.limits()).forEach(word -> script.append(' ').append(quote(word)));
    List<String> rights =
        root
            ? Privileges.unprivileged(uid, command.mounts())
            : List.of(
                "/usr/bin/setpriv",
                "--no-new-privs",
                "--bounding-set=-all",
                "--inh-caps=-all",
                "--");
    rights.forEach(word -> script.append(' ').append(quote(word)));
    command.arguments().forEach(word -> script.append(' ').append(quote(word)));
    return script.append('\n').toString();
  }

  /** A read-only bind is made in two steps, and keeps the flags that the kernel has locked. */
  private static String bind(Mount mount) {
    String source = quote(mount.source().toString());
    String target = "." + quote(mount.target().toString());
    String place =
        "if [ -d "
            + source
            + " ]; then mkdir -p "
            + target
            + "; else mkdir -p \"$(dirname "
            + target
            + ")\"; : > "
            + target
            + "; fi; ";
    String readOnly =
        mount.writable()
            ? ""
            : "; mount -o remount,bind,ro "
                + target
                + " || mount -o remount,bind,ro,nosuid,nodev "
                + target;
    return place + "mount --bind " + source + " " + target + readOnly + "\n";
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
