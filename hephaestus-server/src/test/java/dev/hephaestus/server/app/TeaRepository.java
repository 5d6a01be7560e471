package dev.hephaestus.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * A small project without a build file, and what it logs.
 *
 * @param folder its work tree
 * @param commit its first commit, which has the fault
 */
record TeaRepository(Path folder, String commit) {

  /** What {@code new Prices().cents("MATE")} throws, as a log shows it. */
  static final String TRACE =
      """
      2026-11-22 10:00:00,000 ERROR [main] tea.Shop - no price for MATE
      java.lang.NullPointerException: Cannot invoke "java.lang.Integer.intValue()" because the return value of "java.util.Map.get(Object)" is null
      \tat tea.Prices.cents(Prices.java:10)
      \tat tea.Shop.main(Shop.java:7)
      """;

  static TeaRepository create(Path folder) throws IOException {
    write(
        folder.resolve("src/main/java/tea/Prices.java"),
        """
        package tea;

        import java.util.Map;

        public final class Prices {
          private final Map<String, Integer> centsByName = Map.of("ASSAM", 490, "SENCHA", 620);

          /** The price in cents; 0 for what is not for sale. */
          public int cents(String name) {
            return centsByName.get(name);
          }
        }
        """);
    write(
        folder.resolve("src/main/java/tea/Shop.java"),
        """
        package tea;

        public final class Shop {
          private Shop() {}

          public static void main(String[] args) {
            System.out.println(new Prices().cents(args[0]));
          }
        }
        """);
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      return new TeaRepository(folder, commit(git, "tea"));
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  /** Its developers mend the fault that {@link #TRACE} shows; returns the commit. */
  String mend() throws IOException {
    Path prices = folder.resolve("src/main/java/tea/Prices.java");
    write(
        prices,
        Files.readString(prices)
            .replace("centsByName.get(name)", "centsByName.getOrDefault(name, 0)"));
    try (Git git = Git.open(folder.toFile())) {
      return commit(git, "What is not for sale costs nothing");
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  private static String commit(Git git, String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    return git.commit()
        .setMessage(message)
        .setAuthor("t", "t@example.org")
        .setCommitter("t", "t@example.org")
        .setSign(false)
        .call()
        .name();
  }

  String path() {
    return folder.toString();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
