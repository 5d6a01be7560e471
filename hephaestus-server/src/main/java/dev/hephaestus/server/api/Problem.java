package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What went wrong with a request.
 *
 * <p><i>Source:</i> RFC 9457, Problem Details for HTTP APIs.
 *
 * @param type {@code about:blank}: the status says it all
 * @param title the status in words
 * @param status the HTTP status
 * @param detail one sentence for people
 * @param instance the path that was asked for
 * @param errors every fault of the request, when there are several parameters to be at fault
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type, String title, int status, String detail, String instance, List<Fault> errors) {

  /** The media type of a problem. */
  static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One fault of a request.
   *
   * @param parameter the parameter that does not fit
   * @param detail what would
   */
  record Fault(String parameter, String detail) {}

  Problem {
    errors = List.copyOf(errors);
  }
}
