package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.regex.Pattern;

/**
 * Raises the Java release in a work tree's poms, where it is written beside the compiler's plugin
 * and no property of Maven's command line reaches it.
 *
 * <p><i>Shape:</i> only what stands in the configuration of the compiler's plugin is changed, and
 * only in the work tree: no patch ever shows it.
 */
final class RaisedPoms {
  private static final String OPEN = "<plugin>";
  private static final String CLOSE = "</plugin>";
  private static final String COMPILER = "<artifactId>maven-compiler-plugin</artifactId>";
  private static final Pattern RELEASE =
      Pattern.compile(
          "<(source|target|release|testSource|testTarget|testRelease)>[^<]{0,200}</\\1>");
  private static final String LOWEST = "8";

  private final Snapshot snapshot;
  private final WorkTree tree;

  RaisedPoms(Snapshot snapshot, WorkTree tree) {
    this.snapshot = snapshot;
    this.tree = tree;
  }

  /** Writes every pom that has such a release. */
  void write() {
    for (SourceFile file : snapshot.files()) {
      if (file.path().equals("pom.xml") || file.path().endsWith("/pom.xml")) {
        String pom = snapshot.text(file.path());
        String raised = raised(pom);
        if (!raised.equals(pom)) {
          tree.keep(file.path(), raised);
        }
      }
    }
  }

  static String raised(String pom) {
    StringBuilder raised = new StringBuilder();
    int from = 0;
    for (int open = pom.indexOf(OPEN); open >= 0; open = pom.indexOf(OPEN, from)) {
      int end = pom.indexOf(CLOSE, open);
      int close = end < 0 ? pom.length() : end;
      String plugin = pom.substring(open, close);
      raised.append(pom, from, open);
      raised.append(
          plugin.contains(COMPILER)
              ? RELEASE.matcher(plugin).replaceAll("<$1>" + LOWEST + "</$1>")
              : plugin);
      from = close;
    }
    return raised.append(pom, from, pom.length()).toString();
  }
}
