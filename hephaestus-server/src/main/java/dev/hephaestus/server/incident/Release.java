package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Resource;
import java.util.Objects;

/**
 * A build of a service, as far as its clients name it.
 *
 * @param version its version, or empty
 * @param commit the commit that it was built from, or empty
 */
public record Release(String version, String commit) {
  private static final int LONGEST = 200;

  public Release {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(commit, "commit");
  }

  static Release of(Resource resource) {
    return new Release(cut(resource.version()), cut(resource.commit()));
  }

  /** Whether nothing is known of it. */
  public boolean isUnknown() {
    return version.isEmpty() && commit.isEmpty();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
