package dev.hephaestus.server.validation.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attempts to break out, as one shell script: each says {@code held} when it fails and {@code
 * ESCAPED} when it does what it is after.
 */
final class EscapeProbes {
  private final Map<String, String> probes = new LinkedHashMap<>();

  /**
   * The probes against a host.
   *
   * @param canary a folder of the host that no command may see, with a file {@code secret}
   * @param tree the work tree
   * @param shown a folder of the host that may be read and not written
   * @param port where the host listens, TCP and UDP
   * @param host the address of the host beside its loopback
   * @param filtered whether system calls are filtered
   */
  EscapeProbes(Path canary, Path tree, Path shown, int port, String host, boolean filtered) {
    writes(canary, tree, shown);
    reads(canary);
    network(port, host);
    rights();
    devices();
    if (filtered) {
      calls();
    }
  }

  /** What each does, by name. */
  Map<String, String> all() {
    return Map.copyOf(probes);
  }

  /** A shell script that makes them all. */
  String script() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "p() { if timeout 3 bash -c \"$2\" >/dev/null 2>&1; then echo \"ESCAPED $1\"; else echo \"held $1\"; fi; }");
    probes.forEach((name, code) -> lines.add("p " + quote(name) + " " + quote(code)));
    lines.add("echo done");
    return String.join("\n", lines);
  }

  private void writes(Path canary, Path tree, Path shown) {
    List<String> targets =
        List.of(
            canary + "/planted",
            tree + "/../planted",
            tree + "/../canary/planted",
            shown + "/planted",
            "/planted",
            "/etc/planted",
            "/etc/passwd",
            "/etc/ld.so.preload",
            "/etc/cron.d/planted",
            "/usr/bin/planted",
            "/usr/lib/planted",
            "/bin/planted",
            "/lib/planted",
            "/root/planted",
            "/home/planted",
            "/var/tmp/planted",
            "/var/spool/cron/planted",
            "/run/planted",
            "/opt/planted",
            "/srv/planted",
            "/boot/planted",
            "/dev/planted",
            "/dev/shm/planted",
            "/proc/sys/kernel/core_pattern",
            "/proc/sys/kernel/modprobe",
            "/proc/sys/vm/drop_caches",
            "/proc/sysrq-trigger",
            "/proc/1/oom_score_adj",
            "/sys/kernel/uevent_helper",
            "/sys/fs/cgroup/release_agent",
            "/proc/self/root" + canary + "/planted",
            "/proc/1/root" + canary + "/planted",
            "/proc/1/cwd/../../canary/planted",
            "/proc/self/cwd/../canary/planted");
    targets.forEach(target -> probe("write " + target, "echo -100 > '" + target + "'"));
    probe("write through a link", "ln -sfn " + canary + " out && echo x > out/planted");
    probe(
        "write through a link to the root", "ln -sfn / all && echo x > all" + canary + "/planted");
    probe("hard link out", "ln " + shown + "/file linked && echo x >> linked");
    probe("move out", "echo x > here && mv here " + canary + "/planted");
    probe("rename what is shown", "mv " + shown + "/file " + shown + "/other");
    probe("remove what is shown", "rm -f " + shown + "/file && test ! -e " + shown + "/file");
    probe("change rights of what is shown", "chmod 777 " + shown);
    probe("remove the tree's parent", "mv " + tree.getParent() + " /tmp/x");
  }

  private void reads(Path canary) {
    List<String> targets =
        List.of(
            canary + "/secret",
            "/proc/self/root" + canary + "/secret",
            "/proc/1/root" + canary + "/secret",
            "/etc/shadow",
            "/etc/hostname",
            "/etc/machine-id",
            "/root/.ssh/id_rsa",
            "/root/.m2/settings.xml",
            "/root/.bashrc",
            "/var/log/syslog",
            "/var/lib/dpkg/status",
            "/proc/kcore",
            "/proc/kmsg",
            "/proc/1/mem",
            "/dev/mem",
            "/dev/kmsg",
            "/dev/sda",
            "/dev/vda",
            "/dev/nvme0n1",
            "/sys/kernel/debug/tracing/trace",
            "/etc/resolv.conf",
            "/run/secrets/x");
    targets.forEach(target -> probe("read " + target, "head -c 1 '" + target + "' | grep -q ."));
    probe(
        "find the secret",
        "grep -rqs hephaestus-canary /home /root /var /opt /srv /mnt /media /run");
    probe(
        "see the server's environment",
        "cat /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -qE '^(USER|JAVA_OPTS|HEPHAESTUS|LOGNAME)'");
    probe("see the host's processes", "test $(ls -d /proc/[0-9]* | wc -l) -gt 25");
    probe("see another user's home", "ls /home/* /root/*");
    probe("talk to docker", "test -S /var/run/docker.sock || test -S /run/docker.sock");
    probe("talk to systemd", "test -S /run/systemd/private || test -S /run/dbus/system_bus_socket");
  }

  private void network(int port, String host) {
    for (String address : List.of("127.0.0.1", "::1", "localhost", "0.0.0.0", "127.1.2.3", host)) {
      probe("connect to " + address, "exec 3<>/dev/tcp/" + address + "/" + port + " && echo x >&3");
      probe(
          "send to " + address,
          "exec 3<>/dev/udp/"
              + address
              + "/"
              + port
              + " && echo x >&3 && test -e /proc/net/route && grep -q '^[^Il]' /proc/net/route");
    }
    for (String address :
        List.of("169.254.169.254", "10.0.0.1", "192.168.0.1", "8.8.8.8", "224.0.0.1")) {
      probe("connect to " + address, "exec 3<>/dev/tcp/" + address + "/80");
      probe("send to " + address, "exec 3<>/dev/udp/" + address + "/53");
    }
    probe("look up a name", "getent ahosts example.com | grep -q .");
    probe("have another interface", "tail -n +3 /proc/net/dev | grep -qv ' *lo:'");
    probe("make a raw socket", "perl -MSocket -e 'socket(S, PF_INET, SOCK_RAW, 1) or exit 1'");
    probe("add a route", "ip route add default dev lo || ip link add x type dummy");
  }

  private void rights() {
    probe("be root outside", "test $(id -u) = 0 && grep -q 'CapEff:.*[1-9a-f]' /proc/self/status");
    probe(
        "have capabilities",
        "grep -E 'Cap(Eff|Prm|Bnd|Inh|Amb):' /proc/self/status | grep -q '[1-9a-f]$'");
    probe("gain privileges", "grep -q 'NoNewPrivs:.*0' /proc/self/status");
    probe("sudo", "sudo -n true || su -c true root");
    probe("set the user", "perl -e '$< = 1; $> = 1; exit !($> == 1)'");
    probe("make a program of root's", "cp /bin/true sh && chown root sh && chmod u+s sh");
    probe(
        "mount", "mount -t tmpfs none /tmp || mount --bind / /tmp || mount -o remount,rw /usr/lib");
    probe("unmount", "umount -l /proc || umount -l /usr/lib");
    probe("chroot", "chroot / true");
    probe("enter the host", "nsenter -t 1 -m -n true || nsenter -t 1 -p -m true");
    probe(
        "raise limits",
        "ulimit -n 1000000 || ulimit -Hu unlimited || prlimit --pid $$ --core=unlimited");
    probe("raise priority", "nice -n -5 sh -c 'test $(nice) = -5'");
    probe("signal the first process", "kill -9 1 && sleep 0.2 && test ! -e /proc/1");
    long server = ProcessHandle.current().pid();
    probe("signal the server", "test " + server + " -gt 1000 && kill -0 " + server);
    probe("set the clock", "date -s 2001-01-01");
    probe("set the host's name", "hostname owned");
    probe("load a module", "modprobe dummy || insmod x.ko");
    probe("switch off swap", "swapoff -a && false || reboot -f");
  }

  private void devices() {
    probe("make a disk", "mknod disk b 8 0 && head -c 1 disk");
    probe("make memory", "mknod mem c 1 1 && head -c 1 mem");
    probe("make a terminal", "mknod tty c 5 0 && echo x > tty");
    probe(
        "inject into a terminal",
        "perl -e 'open T, \"+<\", \"/dev/tty\" or exit 1; ioctl(T, 0x5412, \"x\") or exit 1'");
  }

  /** By number, on this architecture: what no build needs. */
  private void calls() {
    boolean arm = "aarch64".equals(System.getProperty("os.arch"));
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put("ptrace", arm ? 117 : 101);
    numbers.put("mount", arm ? 40 : 165);
    numbers.put("umount2", arm ? 39 : 166);
    numbers.put("pivot_root", arm ? 41 : 155);
    numbers.put("setns", arm ? 268 : 308);
    numbers.put("bpf", arm ? 280 : 321);
    numbers.put("keyctl", arm ? 219 : 250);
    numbers.put("add_key", arm ? 217 : 248);
    numbers.put("request_key", arm ? 218 : 249);
    numbers.put("userfaultfd", arm ? 282 : 323);
    numbers.put("process_vm_readv", arm ? 270 : 310);
    numbers.put("process_vm_writev", arm ? 271 : 311);
    numbers.put("open_by_handle_at", arm ? 265 : 304);
    numbers.put("init_module", arm ? 105 : 175);
    numbers.put("kexec_load", arm ? 104 : 246);
    numbers.put("fsopen", 430);
    numbers.put("open_tree", 428);
    numbers.put("pidfd_getfd", 438);
    numbers.put("mount_setattr", 442);
    // 31 is SIGSYS: the program did not live to see an answer
    numbers.forEach(
        (name, number) ->
            probe(
                "call " + name,
                "perl -e 'my $p = fork(); if (!$p) { syscall("
                    + number
                    + ", 0, 0, 0, 0, 0); exit 0 }"
                    + " waitpid($p, 0); exit(($? & 127) == 31 ? 1 : 0)'"));
    int unshare = arm ? 97 : 272;
    int clone = arm ? 220 : 56;
    for (int flag : new int[] {0x10000000, 0x00020000, 0x20000000, 0x40000000}) {
      String hex = "0x" + Integer.toHexString(flag);
      probe(
          "new namespace " + hex,
          "perl -e 'exit(syscall(" + unshare + ", " + hex + ") == 0 ? 0 : 1)'");
    }
    probe(
        "clone into a user namespace",
        "perl -e 'my $r = syscall(" + clone + ", 0x10000011, 0, 0, 0, 0); exit($r >= 0 ? 0 : 1)'");
    probe(
        "clone3",
        "perl -e 'my $b = \"\\0\" x 88; my $r = syscall(435, $b, 88); exit($!{ENOSYS} ? 1 : 0)'");
    probe(
        "io_uring",
        "perl -e 'my $b = \"\\0\" x 120; syscall(425, 1, $b); exit($!{ENOSYS} ? 1 : 0)'");
    probe("unshare as a program", "unshare -Ur true");
  }

  private void probe(String name, String code) {
    probes.put(name, code);
  }

  private static String quote(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
