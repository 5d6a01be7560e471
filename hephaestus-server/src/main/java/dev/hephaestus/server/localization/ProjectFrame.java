package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.Objects;

/**
 * A frame that was found in the repository.
 *
 * @param thrown the link of the cause chain that the frame belongs to
 * @param frame the frame as it was logged
 * @param method the method that it was running
 */
public record ProjectFrame(Thrown thrown, Frame frame, MethodDeclaration method) {

  public ProjectFrame {
    Objects.requireNonNull(thrown, "thrown");
    Objects.requireNonNull(frame, "frame");
    Objects.requireNonNull(method, "method");
  }
}
