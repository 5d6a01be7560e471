package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.BranchDelivery;
import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryRoutes;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.GitCredentials;
import dev.hephaestus.server.delivery.MeteredDelivery;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.SuggestionChannel;
import dev.hephaestus.server.delivery.SuggestionDelivery;
import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.github.PullRequestBook;
import dev.hephaestus.server.github.PullRequestDelivery;
import dev.hephaestus.server.github.PullRequestSettings;
import dev.hephaestus.server.github.PullRequestWatches;
import dev.hephaestus.server.github.RepositoryFiles;
import dev.hephaestus.server.github.WatchingDelivery;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.pipeline.DeliveryPolicy;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.validation.VerdictLevel;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which ways solutions go: every one is suggested; in deploy mode one that was at least tested is
 * pushed before, so that the suggestion comes when the branch is there.
 */
final class Deliveries implements DeliveryPolicy {
  private final Delivery suggestion;
  private final Delivery deployment;

  Deliveries(
      GitHubAccess gitHub,
      SuggestionChannel channel,
      Function<Solution, String> links,
      AuditLog audit,
      Function<Solution, PullRequestSettings> choices,
      PullRequestBook book,
      Function<GitHubHost, PullRequestWatches> watches,
      RepositoryFiles files,
      Revalidation revalidation,
      GitCredentials credentials,
      Path folder,
      MeterRegistry meters) {
    EvidenceReport report = new EvidenceReport(links);
    List<DeliveryRoutes.Route> routes = new ArrayList<>();
    for (GitHubAccess.Hosted hosted : gitHub.hosts()) {
      GitHubHost host = hosted.host();
      PullRequestDelivery pullRequests =
          new PullRequestDelivery(
              host, hosted.delivering(), report, choices, book, files, revalidation);
      routes.add(
          new DeliveryRoutes.Route(
              pullRequests::handles,
              new WatchingDelivery(pullRequests, host, watches.apply(host), Clock.systemUTC())));
    }
    this.suggestion =
        new AuditedDelivery(
            new MeteredDelivery(new SuggestionDelivery(channel, links), meters), audit);
    this.deployment =
        new AuditedDelivery(
            new MeteredDelivery(
                new DeliveryRoutes(routes, new BranchDelivery(folder, credentials)), meters),
            audit);
  }

  @Override
  public List<Delivery> of(Mode mode, Solution solution) {
    List<Delivery> deliveries = new ArrayList<>();
    if (mode == Mode.DEPLOY && isTested(solution)) {
      deliveries.add(deployment);
    }
    deliveries.add(suggestion);
    return deliveries;
  }

  private static boolean isTested(Solution solution) {
    return solution.verdict().level().compareTo(VerdictLevel.TESTED) >= 0;
  }
}
