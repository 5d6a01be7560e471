package dev.hephaestus.client.resource;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The container's id as its runtime shows it to the processes within.
 *
 * <p><em>Source:</em> cgroups(7), proc(5); the paths of Docker, containerd, CRI-O and Podman.
 */
final class ContainerId {
  private static final String ID = "([0-9a-f]{64}|[0-9a-f]{32}-\\d{1,12})";

  /** The last part of a control group's path, perhaps with the runtime's name around. */
  private static final Pattern IN_GROUP =
      Pattern.compile("[/:](?:[a-z-]{1,32}-)?" + ID + "(?:\\.scope)?$");

  /** Where runtimes keep what they mount into a container, such as its host name. */
  private static final Pattern IN_MOUNT =
      Pattern.compile("/(?:containers|overlay-containers)/(?:[a-z-]{1,32}/)?" + ID + "/");

  private ContainerId() {}

  static String find(Surroundings surroundings) {
    for (String line : surroundings.file("proc/self/cgroup").split("\n", -1)) {
      Matcher group = IN_GROUP.matcher(line.trim());
      if (group.find()) {
        return group.group(1);
      }
    }
    for (String line : surroundings.file("proc/self/mountinfo").split("\n", -1)) {
      Matcher mount = IN_MOUNT.matcher(line);
      if (line.contains("/hostname") && mount.find()) {
        return mount.group(1);
      }
    }
    return "";
  }
}
