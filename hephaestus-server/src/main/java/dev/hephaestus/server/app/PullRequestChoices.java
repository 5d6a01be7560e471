package dev.hephaestus.server.app;

import dev.hephaestus.server.github.PullRequestCaps;
import dev.hephaestus.server.github.PullRequestSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How pull requests are opened: as {@code pullRequests} says, but for services that have an entry
 * of their own in {@code pullRequests.services}.
 *
 * @param usual for every other service
 * @param special by the name of the service
 */
record PullRequestChoices(PullRequestSettings usual, Map<String, PullRequestSettings> special) {

  PullRequestChoices {
    special = Map.copyOf(special);
  }

  static PullRequestChoices read(Section section) {
    PullRequestSettings usual = settings(section, PullRequestSettings.defaults());
    Map<String, PullRequestSettings> special = new HashMap<>();
    for (Section item : section.items("services")) {
      Optional<String> service = item.text("service").map(String::strip);
      if (service.isEmpty()) {
        item.fault("service", "is missing");
      }
      PullRequestSettings settings = settings(item, usual);
      item.refuseUnknown();
      service.ifPresent(name -> special.put(name, settings));
    }
    section.refuseUnknown();
    return new PullRequestChoices(usual, special);
  }

  /** Those of a service. */
  PullRequestSettings of(String service) {
    return special.getOrDefault(service, usual);
  }

  private static PullRequestSettings settings(Section section, PullRequestSettings otherwise) {
    Optional<String> issue = section.text("issue").map(String::strip).or(otherwise::issue);
    if (issue.filter(text -> !PullRequestSettings.isIssue(text)).isPresent()) {
      section.fault("issue", "is no issue as #12 or acme/plans#12: " + issue.get());
      issue = Optional.empty();
    }
    return new PullRequestSettings(
        section.flag("draft", otherwise.draft()),
        section.has("labels") ? section.texts("labels") : otherwise.labels(),
        section.flag("reviewers", otherwise.reviewers()),
        section.flag("checkRun", otherwise.checkRun()),
        issue,
        new PullRequestCaps(
            section.integer("perHour", otherwise.caps().perHour(), 1, 1000),
            section.integer("perDay", otherwise.caps().perDay(), 1, 10_000)),
        otherwise.longestWait(),
        otherwise.callTimeout());
  }
}
