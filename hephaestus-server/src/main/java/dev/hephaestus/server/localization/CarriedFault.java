package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A fault that was localized in one commit, as it stands in a later one.
 *
 * @param record the record as the later commit would have logged it: its lines, names and files
 * @param localization the suspects and frames that are still there, in the same order
 * @param methods what became of the methods of the trace, innermost first, then of the first
 *     suspects
 * @param faultLine what became of the line that threw, or whose call did
 * @param throwGone whether that line threw the exception on purpose, and its file no longer does
 */
public record CarriedFault(
    LogRecord record,
    Localization localization,
    List<Moved> methods,
    LineFate faultLine,
    boolean throwGone) {

  /** What became of a line. */
  public enum LineFate {
    SAME,
    CHANGED,
    /** Nothing in the later commit corresponds to it. */
    GONE
  }

  /**
   * What became of a method.
   *
   * @param before the method in the earlier commit
   * @param after the method in the later one; empty when it is gone
   * @param changed whether its code differs, comments and indentation aside
   */
  public record Moved(
      MethodDeclaration before, Optional<MethodDeclaration> after, boolean changed) {}

  public CarriedFault {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(localization, "localization");
    Objects.requireNonNull(faultLine, "faultLine");
    methods = List.copyOf(methods);
  }

  /** Those whose code differs, or that are gone. */
  public List<Moved> changed() {
    return methods.stream().filter(Moved::changed).toList();
  }
}
