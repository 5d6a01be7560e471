package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.DeliveryRoutes;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.AccessWatch;
import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.github.GitHubLife;
import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.LifeLimits;
import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.PullRequestDelivery;
import dev.hephaestus.server.github.PullRequestSettings;
import dev.hephaestus.server.github.RepositoryChanges;
import dev.hephaestus.server.github.RepositoryFiles;
import dev.hephaestus.server.github.SnapshotFiles;
import dev.hephaestus.server.github.WatchingDelivery;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.HeadRevalidation;
import dev.hephaestus.server.pipeline.RunCancellation;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.store.Database;
import dev.hephaestus.server.validation.build.KeptBuilds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pull requests, wired: how they are opened, and what becomes of them.
 *
 * @param repositories keeps copies of them
 * @param builds what is kept of code that was built
 * @param files shows what the repositories ask for
 * @param revalidation judges a fix anew whose base has moved
 * @param report writes the pull requests' text
 */
record GitHubRoom(
    Foundation base,
    GitRepositories repositories,
    KeptBuilds builds,
    RepositoryFiles files,
    Revalidation revalidation,
    EvidenceReport report) {
  private static final Logger log = LoggerFactory.getLogger(GitHubRoom.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /**
   * Wires it; nothing runs yet.
   *
   * @param links where people see a solution
   */
  static GitHubRoom wire(Foundation base, Stages stages, Function<Solution, String> links) {
    return new GitHubRoom(
        base,
        stages.repositories(),
        stages.builds(),
        new SnapshotFiles(stages.repositories()),
        new HeadRevalidation(
            stages.repositories(),
            stages.localizer(),
            stages.packer(),
            stages.validator(),
            base.database().incidents()::find),
        new EvidenceReport(links));
  }

  /** Where solutions go whose repository is on one of the hosts that there are accounts for. */
  List<DeliveryRoutes.Route> routes() {
    return base.gitHub().hosts().stream().map(this::route).toList();
  }

  private DeliveryRoutes.Route route(GitHubAccess.Hosted hosted) {
    Database database = base.database();
    PullRequestDelivery opening =
        new PullRequestDelivery(
            hosted.host(),
            hosted.delivering(),
            report,
            this::settings,
            database.pullRequests(),
            files,
            revalidation,
            database.pullRequestWatches(hosted.host())::current);
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
    if (accounts.isEmpty()) {
      return Optional.empty();
    }
    Function<GitHubHost, RepositoryChanges> changes =
        host ->
            new GitHubRepositories(
                host,
                nodes.manager(),
                nodes.refresher(),
                repositories,
                builds,
                base.database().runs(),
                cancellation,
                base.database().pullRequestWatches(host)::current);
    watchAccess(accounts, changes);
    return Optional.of(base.parts().add(life(accounts, changes, runs)));
  }

  /** While there are runs, whether their repositories may still be read. */
  private void watchAccess(
      List<GitHubLife.Account> accounts, Function<GitHubHost, RepositoryChanges> changes) {
    Database database = base.database();
    AccessWatch watch =
        new AccessWatch(
            accounts,
            () ->
                database.runs().open().stream()
                    .flatMap(run -> database.nodes().find(run.nodeId()).stream())
                    .map(Node::repository)
                    .collect(Collectors.toSet()),
            new AccessWatch.Findings() {
              @Override
              public void lost(GitHubHost host, GitHubRepository repository, String reason) {
                changes.apply(host).lost(repository, reason);
                // Its pull requests are left to those who live with them.
                tell(Notice.Kind.LOST, repository, "");
              }

              @Override
              public void renamed(GitHubRepository from, GitHubRepository to) {
                tell(Notice.Kind.REPOSITORY, to, from.fullName());
              }
            },
            base.clock());
    var unused =
        base.parts()
            .timer("github-access")
            .scheduleWithFixedDelay(
                () -> look(watch),
                BETWEEN_LOOKS.toMillis(),
                BETWEEN_LOOKS.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private static void look(AccessWatch watch) {
    try {
      watch.turn();
    } catch (RuntimeException e) {
      log.warn("whether repositories may still be read could not be looked at", e);
    }
  }

  private void tell(Notice.Kind kind, GitHubRepository repository, String formerly) {
    Notice notice =
        new Notice(
            base.ids().next(), kind, List.of(repository.fullName()), List.of(), "", formerly);
    base.database().webhookInbox().put(notice, base.clock().instant());
  }

  private GitHubLife life(
      List<GitHubLife.Account> accounts,
      Function<GitHubHost, RepositoryChanges> changes,
      RunRoom runs) {
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
            changes,
            files,
            revalidation,
            report,
            runs.queue()::enqueue,
            base.ids()::next,
            base.audit());
    return new GitHubLife(
        accounts, this::settings, LifeLimits.DEFAULT, stores, others, base.clock());
  }
}
