package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.github.PullRequestCaps;
import dev.hephaestus.server.github.PullRequestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PullRequestChoicesTest {
  @TempDir private Path folder;

  @Test
  void areTheUsualOnesWhereNothingIsSaid() throws IOException {
    assertThat(choices("").of("shop")).isEqualTo(PullRequestSettings.defaults());
  }

  @Test
  void aServiceHasItsOwnOverThoseOfAll() throws IOException {
    PullRequestChoices choices =
        choices(
            """
            pullRequests:
              labels: [hephaestus]
              issue: "#12"
              perHour: 2
              services:
                - service: shop
                  labels: []
                  reviewers: false
                  draft: false
            """);

    assertThat(choices.of("other").labels()).containsExactly("hephaestus");
    assertThat(choices.of("other").caps()).isEqualTo(new PullRequestCaps(2, 20));
    PullRequestSettings shop = choices.of("shop");
    assertThat(shop.labels()).isEqualTo(List.of());
    assertThat(shop.reviewers()).isFalse();
    assertThat(shop.draft()).isFalse();
    assertThat(shop.issue()).contains("#12");
    assertThat(shop.caps()).isEqualTo(new PullRequestCaps(2, 20));
  }

  @Test
  void namesEveryFault() {
    assertThatThrownBy(
            () -> choices("pullRequests:\n  issue: twelve\n  perDay: 0\n  services:\n    - a: 1\n"))
        .hasMessageContaining("pullRequests.issue is no issue")
        .hasMessageContaining("pullRequests.perDay")
        .hasMessageContaining("pullRequests.services.0.service is missing")
        .hasMessageContaining("pullRequests.services.0.a is not a setting");
  }

  private PullRequestChoices choices(String yaml) throws IOException {
    Path file = folder.resolve("hephaestus.yml");
    Files.writeString(file, yaml);
    return ConfigurationReader.read(Optional.of(file), Map.of()).pullRequests();
  }
}
