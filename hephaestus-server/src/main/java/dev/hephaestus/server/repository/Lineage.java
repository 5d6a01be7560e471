package dev.hephaestus.server.repository;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The commits around a head, seen through the files of certain names only, so that many of them can
 * be looked at for little; what it shows cannot be read after it was closed.
 *
 * <p><i>Threads:</i> one at a time.
 *
 * <p><i>Errors:</i> {@link RepositoryException} when the repository cannot be read; where the
 * history ends early, as in a shallow clone, so does the answer.
 */
public interface Lineage extends AutoCloseable {

  /**
   * A commit that changed the files.
   *
   * @param after the commit
   * @param before the files as its first parent has them; none when it has no parent
   */
  record Step(Glimpse after, Snapshot before) {}

  /**
   * The head and then its ancestors, newest first; of those with the same files only the newest.
   *
   * <p><i>Shape:</i> lazy: what is not asked for is not read.
   *
   * @param most how many commits to walk at most
   */
  Stream<Glimpse> branch(int most);

  /** The commits whose tag is of that name, newest first. */
  List<Glimpse> tagged(Predicate<String> name);

  /**
   * The commits that changed the files and that the head has and the given commit has not, newest
   * first; merges that only bring them together left out.
   *
   * @param most how many at most
   */
  List<Step> since(String commit, int most);

  @Override
  void close();

  /** One that knows of no other commits. */
  static Lineage none() {
    return new Lineage() {
      @Override
      public Stream<Glimpse> branch(int most) {
        return Stream.empty();
      }

      @Override
      public List<Glimpse> tagged(Predicate<String> name) {
        return List.of();
      }

      @Override
      public List<Step> since(String commit, int most) {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }
}
