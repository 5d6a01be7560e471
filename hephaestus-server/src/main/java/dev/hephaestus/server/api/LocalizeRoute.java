package dev.hephaestus.server.api;

import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.UnreadableLogException;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.LocalizationReport;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.localization.RevisionChooser;
import dev.hephaestus.server.localization.TrailPicture;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.security.Scope;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/localize}: where a logged fault probably is, in a repository that the server
 * knows.
 *
 * <p>A page from elsewhere cannot ask through a browser: a form cannot send JSON, and nothing
 * answers the question whether a script may.
 */
final class LocalizeRoute {
  static final String PATH = "/api/v1/localize";

  /** The methods of the address, as {@code Allow} lists them. */
  static final String ALLOWED = "POST, OPTIONS";

  private static final int MOST_BYTES = 1 << 20;
  private static final int AT_A_TIME = 2;
  private static final Duration TIME = Duration.ofMinutes(2);
  private static final String EXPLAIN = "explain";

  private final LocalizeAccess access;
  private final RevisionChooser revisions;
  private final OpenLocations locations;
  private final Answers answers;
  private final LogExcerptParser logs;
  private final FewAtATime desk = new FewAtATime(AT_A_TIME, TIME);

  LocalizeRoute(LocalizeAccess access, NodeStore nodes, Answers answers) {
    this.access = access;
    this.revisions = new RevisionChooser(access.repository());
    this.locations = new OpenLocations(nodes, access.locations());
    this.answers = answers;
    this.logs = new LogExcerptParser(access.clock());
  }

  void register(RoutesConfig routes) {
    routes.post(PATH, this::localize, Access.READ);
    routes.options(
        PATH,
        context -> context.status(HttpStatus.NO_CONTENT).header("Allow", ALLOWED),
        Access.OTHERWISE);
  }

  private void localize(Context context) {
    requireJson(context.contentType());
    boolean explain = explain(context);
    LocalizeRequest request = LocalizeRequest.read(body(context));
    LogRecord record = record(request);
    RepositoryLocation location = location(Callers.scope(context), request);
    answers.view(context, desk.run(() -> report(request, location, record, explain)));
  }

  private LocalizationReport report(
      LocalizeRequest request, RepositoryLocation location, LogRecord record, boolean explain) {
    Snapshot head = snapshot(location, request.revision());
    RevisionChoice choice =
        request.revision().isPresent()
            ? RevisionChoice.given(head.commit())
            : revisions.choose(location, Optional.empty(), "", record, head);
    Snapshot snapshot =
        choice.commit().equals(head.commit())
            ? head
            : snapshot(location, Optional.of(choice.commit()));
    Localization localization = access.localizer().localize(snapshot, record);
    PackedContext context = access.packer().pack(snapshot, localization, request.budgetTokens());
    LocalizationReport report =
        LocalizationReport.of(snapshot, localization, context).because(choice.reason());
    return explain ? report.with(TrailPicture.of(record.thrown(), localization, context)) : report;
  }

  private Snapshot snapshot(RepositoryLocation location, Optional<String> revision) {
    try {
      return access.repository().snapshot(location, revision);
    } catch (RepositoryException e) {
      throw new HttpResponseException(422, String.valueOf(e.getMessage()));
    }
  }

  private LogRecord record(LocalizeRequest request) {
    try {
      return logs.parseFirst(request.log());
    } catch (UnreadableLogException e) {
      throw new BadRequestException(
          List.of(new Problem.Fault("log", "cannot be read: " + e.getMessage())));
    }
  }

  private RepositoryLocation location(Scope scope, LocalizeRequest request) {
    String location =
        locations
            .find(scope, request.repository())
            .orElseThrow(
                () ->
                    new HttpResponseException(
                        403,
                        "The repository is none that a node uses and none of"
                            + " api.localize.repositories."));
    return new RepositoryLocation(location, request.branch(), request.directory());
  }

  private static void requireJson(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (!type.toLowerCase(Locale.ROOT).equals("application/json")) {
      throw new HttpResponseException(415, "The request's Content-Type is not application/json.");
    }
  }

  private static byte[] body(Context context) {
    try (InputStream in = context.bodyInputStream()) {
      byte[] body = in.readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        throw new HttpResponseException(413, "The request is longer than 1 MB; cut the log.");
      }
      return body;
    } catch (IOException e) {
      throw new HttpResponseException(400, "The request ended before its body did.");
    }
  }

  private static boolean explain(Context context) {
    List<Problem.Fault> faults = new ArrayList<>();
    boolean explain = false;
    for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
      String value = String.join(",", parameter.getValue());
      if (!parameter.getKey().equals(EXPLAIN)) {
        faults.add(new Problem.Fault(parameter.getKey(), "is not a parameter of this address"));
      } else if (!value.equals("true") && !value.equals("false")) {
        faults.add(new Problem.Fault(EXPLAIN, "is neither true nor false"));
      } else {
        explain = value.equals("true");
      }
    }
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return explain;
  }
}
