package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.github.PullRequestOpening.Opened;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Delivers a solution as a draft pull request on GitHub: one for each incident.
 *
 * <p>It is written down before anything is made, and each try looks at what stands and does only
 * what is missing. So a delivery that broke off anywhere, timed out, or ran on another server at
 * the same time ends in the same pull request.
 */
public final class PullRequestDelivery implements Delivery {
  private final GitHubHost host;
  private final GitHubTokens tokens;
  private final EvidenceReport report;
  private final Function<Solution, PullRequestSettings> choices;
  private final PullRequestBook book;
  private final RepositoryFiles files;
  private final Revalidation revalidation;
  private final Clock clock;
  private final Pause pause;
  private final UnaryOperator<GitHubRepository> current;
  private final GitHubHttp http;

  /**
   * Creates one for a host.
   *
   * @param tokens for its repositories
   * @param report writes the pull requests' text
   * @param choices how that of a solution is opened
   * @param book keeps what was intended and opened
   * @param files shows what the repositories ask for
   * @param revalidation judges a solution anew whose base has moved
   * @param current gives what a repository is called now
   */
  public PullRequestDelivery(
      GitHubHost host,
      GitHubTokens tokens,
      EvidenceReport report,
      Function<Solution, PullRequestSettings> choices,
      PullRequestBook book,
      RepositoryFiles files,
      Revalidation revalidation,
      UnaryOperator<GitHubRepository> current) {
    this(
        host,
        tokens,
        report,
        choices,
        PullRequestSettings.defaults().callTimeout(),
        book,
        files,
        revalidation,
        Clock.systemUTC(),
        Thread::sleep,
        current);
  }

  PullRequestDelivery(
      GitHubHost host,
      GitHubTokens tokens,
      EvidenceReport report,
      PullRequestSettings settings,
      PullRequestBook book,
      RepositoryFiles files,
      Revalidation revalidation,
      Clock clock,
      Pause pause) {
    this(
        host,
        tokens,
        report,
        solution -> settings,
        settings.callTimeout(),
        book,
        files,
        revalidation,
        clock,
        pause,
        UnaryOperator.identity());
  }

  private PullRequestDelivery(
      GitHubHost host,
      GitHubTokens tokens,
      EvidenceReport report,
      Function<Solution, PullRequestSettings> choices,
      Duration callTimeout,
      PullRequestBook book,
      RepositoryFiles files,
      Revalidation revalidation,
      Clock clock,
      Pause pause,
      UnaryOperator<GitHubRepository> current) {
    this.host = host;
    this.tokens = tokens;
    this.report = report;
    this.choices = choices;
    this.book = book;
    this.files = files;
    this.revalidation = revalidation;
    this.clock = clock;
    this.pause = pause;
    this.current = current;
    this.http = new GitHubHttp(host, callTimeout, clock);
  }

  /** Whether a repository is on this host and there is a token for it. */
  public boolean handles(RepositoryLocation location) {
    return host.repository(location).filter(tokens::covers).isPresent();
  }

  @Override
  public Receipt deliver(Solution solution) {
    GitHubRepository repository =
        host.repository(solution.repository())
            .map(current)
            .orElseThrow(
                () ->
                    new DeliveryException(
                        "solution " + solution.id() + " is for no repository on " + host.host(),
                        false));
    if (!tokens.covers(repository)) {
      throw new DeliveryException(
          "there is no token for "
              + repository.fullName()
              + "; give one with the permissions \"Contents: write\" and \"Pull requests: write\"",
          false);
    }
    return deliver(solution, new GitHubWire(http, repository, tokens));
  }

  private Receipt deliver(Solution solution, GitHubWire wire) {
    PullRequestSettings settings = choices.apply(solution);
    Patience patience = new Patience(settings.longestWait(), pause);
    JudgedHere judged = new JudgedHere(solution, settings, files, revalidation);
    PullRequestOpening opening =
        new PullRequestOpening(wire, solution, settings, report, book, judged, clock);
    try {
      while (true) {
        try {
          return receipt(opening.once(), wire, judged, patience);
        } catch (TryAgainException e) {
          opening.broken();
          patience.await(e);
        } catch (RefusedException e) {
          throw new DeliveryException(e.sentence(), false);
        }
      }
    } catch (DeliveryException e) {
      if (!e.isRetryable()) {
        opening.abandon();
      }
      throw e;
    }
  }

  private Receipt receipt(Opened opened, GitHubWire wire, JudgedHere judged, Patience patience) {
    return switch (opened) {
      case Opened.Known(String link) -> new Receipt(Receipt.Channel.PULL_REQUEST, link);
      case Opened.Ours ours -> {
        List<String> notes = new ArrayList<>(judged.rules().notes());
        notes.addAll(
            new Courtesies(wire, judged.settings(), patience)
                .pay(ours.request(), ours.solution(), ours.head(), files, report, ours.again()));
        yield new Receipt(Receipt.Channel.PULL_REQUEST, ours.link(), notes);
      }
    };
  }
}
