package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Objects;

/**
 * One value of a call, rendered by the agent: the receiver, an argument, or a field of either.
 *
 * @param name {@code this}, the parameter's name, or {@code arg0} where names were not compiled in
 * @param type binary name of the value's own class; empty for null
 * @param kind what {@code text} and {@code parts} hold
 * @param text a literal for primitives and strings, the constant's name for enums, else empty
 * @param parts fields, entries or elements
 * @param truncated whether text or parts were cut
 * @param redacted whether the text was withheld
 */
public record CapturedValue(
    String name,
    String type,
    Kind kind,
    String text,
    List<CapturedValue> parts,
    boolean truncated,
    boolean redacted) {

  /** What a captured value is. */
  public enum Kind {
    NULL,
    PRIMITIVE,
    STRING,
    ENUM,
    ARRAY,
    COLLECTION,
    MAP,
    OBJECT
  }

  public CapturedValue {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
    parts = List.copyOf(parts);
  }
}
