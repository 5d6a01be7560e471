package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.DeliveryRoutes;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.GitHubLife;
import dev.hephaestus.server.github.LifeLimits;
import dev.hephaestus.server.github.PullRequestDelivery;
import dev.hephaestus.server.github.PullRequestSettings;
import dev.hephaestus.server.github.RepositoryFiles;
import dev.hephaestus.server.github.SnapshotFiles;
import dev.hephaestus.server.github.WatchingDelivery;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.HeadRevalidation;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.store.Database;
import java.util.List;
import java.util.Optional;

/**
 * Pull requests, wired: how they are opened, and what becomes of them.
 *
 * @param files shows what the repositories ask for
 * @param revalidation judges a fix anew whose base has moved
 */
record GitHubRoom(Foundation base, RepositoryFiles files, Revalidation revalidation) {

  /** Wires it; nothing runs yet. */
  static GitHubRoom wire(Foundation base, Stages stages) {
    return new GitHubRoom(
        base,
        new SnapshotFiles(stages.repositories()),
        new HeadRevalidation(
            stages.repositories(),
            stages.localizer(),
            stages.packer(),
            stages.validator(),
            base.database().incidents()::find));
  }

  /** Where solutions go whose repository is on one of the hosts that there are accounts for. */
  List<DeliveryRoutes.Route> routes(EvidenceReport report) {
    return base.gitHub().hosts().stream().map(hosted -> route(hosted, report)).toList();
  }

  private DeliveryRoutes.Route route(GitHubAccess.Hosted hosted, EvidenceReport report) {
    Database database = base.database();
    PullRequestDelivery opening =
        new PullRequestDelivery(
            hosted.host(),
            hosted.delivering(),
            report,
            this::settings,
            database.pullRequests(),
            files,
            revalidation);
    return new DeliveryRoutes.Route(
        opening::handles,
        new WatchingDelivery(
            opening, hosted.host(), database.pullRequestWatches(hosted.host()), base.clock()));
  }

  private PullRequestSettings settings(Solution solution) {
    String service = base.database().nodes().find(solution.nodeId()).map(Node::service).orElse("");
    return base.configuration().pullRequests().of(service);
  }

  /** What becomes of them; nothing where there is no account. */
  Optional<GitHubLife> life(NodeRoom nodes, RunRoom runs, RunCancellation cancellation) {
    List<GitHubLife.Account> accounts =
        base.gitHub().hosts().stream()
            .map(hosted -> new GitHubLife.Account(hosted.host(), hosted.delivering()))
            .toList();
    return accounts.isEmpty()
        ? Optional.empty()
        : Optional.of(base.parts().add(life(accounts, nodes, runs, cancellation)));
  }

  private GitHubLife life(
      List<GitHubLife.Account> accounts,
      NodeRoom nodes,
      RunRoom runs,
      RunCancellation cancellation) {
    Database database = base.database();
    GitHubLife.Stores stores =
        new GitHubLife.Stores(
            database.webhookInbox(),
            database::pullRequestWatches,
            database.pullRequests(),
            database.incidents(),
            database.runs(),
            database.nodes(),
            database.experience());
    GitHubLife.Others others =
        new GitHubLife.Others(
            host ->
                new GitHubRepositories(
                    host, nodes.manager(), nodes.refresher(), database.runs(), cancellation),
            files,
            revalidation,
            runs.queue()::enqueue,
            base.ids()::next,
            base.audit());
    return new GitHubLife(
        accounts, PullRequestSettings.defaults(), LifeLimits.DEFAULT, stores, others, base.clock());
  }
}
