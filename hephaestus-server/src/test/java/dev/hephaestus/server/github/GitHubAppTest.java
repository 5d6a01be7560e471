package dev.hephaestus.server.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.exactly;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.hephaestus.server.github.FakeApps.SHOP;
import static dev.hephaestus.server.github.FakeApps.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryLogin;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GitHubAppTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final String ALL =
      "{\"contents\":\"write\",\"pull_requests\":\"write\",\"checks\":\"write\",\"metadata\":\"read\","
          + "\"organization_copilot_seat_management\":\"write\"}";

  private final FakeApps gitHub = new FakeApps();
  private final MutableClock clock = new MutableClock(NOW);
  private final GitHubApp app =
      new GitHubApp(
          gitHub.host(), AppIdentity.of("4711", AppKeys.pkcs1()), Duration.ofSeconds(5), clock);

  @AfterEach
  void stop() {
    gitHub.close();
  }

  @Test
  void mintsForOneRepositoryWithWhatItsJobNeedsAndIsGranted() throws Exception {
    gitHub.installed(SHOP, 7, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_one");

    assertThat(app.delivering().token(SHOP)).contains("ghs_one");

    gitHub
        .server()
        .verify(
            postRequestedFor(urlPathEqualTo("/app/installations/7/access_tokens"))
                .withRequestBody(
                    equalToJson(
                        "{\"repositories\":[\"shop\"],\"permissions\":"
                            + "{\"contents\":\"write\",\"pull_requests\":\"write\",\"checks\":\"write\"}}")));
  }

  @Test
  void fetchesWithATokenThatCanOnlyRead() {
    gitHub.installed(SHOP, 7, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_read");
    GitHubReading reading = new GitHubReading(gitHub.host(), app.reading());

    assertThat(reading.login("http://" + gitHub.authority() + "/acme/shop.git"))
        .contains(RepositoryLogin.Password.ofToken("ghs_read"));
    assertThat(reading.login("https://elsewhere.example/acme/shop.git")).isEmpty();
    assertThat(reading.login("git@127.0.0.1:acme/shop.git")).isEmpty();
    gitHub
        .server()
        .verify(
            postRequestedFor(urlPathEqualTo("/app/installations/7/access_tokens"))
                .withRequestBody(
                    equalToJson(
                        "{\"repositories\":[\"shop\"],\"permissions\":{\"contents\":\"read\"}}")));
  }

  @Test
  void aTokenLastsForItsJobAndIsRenewedBeforeItExpires() throws Exception {
    gitHub.installed(SHOP, 7, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_one", "ghs_two", "ghs_three");
    GitHubTokens job = app.delivering().forJob();

    assertThat(job.token(SHOP)).contains("ghs_one");
    clock.advance(Duration.ofMinutes(54));
    assertThat(job.token(SHOP)).contains("ghs_one");
    clock.advance(Duration.ofMinutes(2));
    assertThat(job.token(SHOP)).contains("ghs_two");
    assertThat(app.delivering().forJob().token(SHOP)).contains("ghs_three");
  }

  @Test
  void mintsOnceMoreWhenATokenIsNotTakenAnyMore() throws Exception {
    gitHub.installed(SHOP, 7, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_one", "ghs_two");
    GitHubTokens job = app.delivering().forJob();
    assertThat(job.token(SHOP)).contains("ghs_one");

    assertThat(job.renew(SHOP, "ghs_one")).isTrue();

    assertThat(job.token(SHOP)).contains("ghs_two");
    assertThat(job.renew(SHOP, "ghs_one")).as("it is another by now").isTrue();
    assertThat(job.token(SHOP)).contains("ghs_two");
  }

  @Test
  void mintsForARepositoryThatWasRenamedByItsNumber() throws Exception {
    gitHub
        .server()
        .stubFor(
            get(urlPathEqualTo("/repos/acme/shop/installation"))
                .willReturn(
                    json(301, "{\"message\":\"Moved Permanently\"}")
                        .withHeader(
                            "Location",
                            "http://" + gitHub.authority() + "/repositories/815/installation")));
    gitHub
        .server()
        .stubFor(
            get(urlPathEqualTo("/repositories/815/installation"))
                .willReturn(json(200, "{\"id\":7}")));
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_one");

    assertThat(app.delivering().token(SHOP)).contains("ghs_one");

    gitHub
        .server()
        .verify(
            postRequestedFor(urlPathEqualTo("/app/installations/7/access_tokens"))
                .withRequestBody(equalToJson("{\"repository_ids\":[815]}")));
  }

  @Test
  void aNameThatSomebodyElseTookGetsNoToken() throws Exception {
    gitHub.installed(SHOP, 7, ALL);
    mintsFor(815);
    assertThat(app.delivering().token(SHOP)).contains("ghs_815");
    assertThat(app.reading().token(SHOP)).contains("ghs_815");
    mintsFor(816);

    assertThatThrownBy(() -> app.delivering().forJob().token(SHOP))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("acme/shop is another repository now")
        .hasMessageNotContaining("ghs_");
  }

  private void mintsFor(int repository) {
    gitHub
        .server()
        .stubFor(
            post(urlPathEqualTo("/app/installations/7/access_tokens"))
                .willReturn(
                    json(
                        201,
                        """
                        {"token":"ghs_%d","expires_at":"%s",
                         "repositories":[{"id":%d,"full_name":"acme/shop"}]}"""
                            .formatted(repository, NOW.plus(Duration.ofHours(1)), repository))));
  }

  @Test
  void oneAppServesSeveralOrganizationsEachByItsOwnInstallation() throws Exception {
    GitHubRepository other = new GitHubRepository("umbrella", "shop");
    gitHub.installed(SHOP, 7, ALL);
    gitHub.installed(other, 8, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_acme");
    gitHub.minting(8, NOW.plus(Duration.ofHours(1)), "ghs_umbrella");
    GitHubTokens tokens = app.delivering();

    assertThat(tokens.token(SHOP)).contains("ghs_acme");
    assertThat(tokens.token(other)).contains("ghs_umbrella");
    assertThat(tokens.token(SHOP)).contains("ghs_acme");
    gitHub
        .server()
        .verify(exactly(1), getRequestedFor(urlPathEqualTo("/repos/acme/shop/installation")));
  }

  @Test
  void namesThePermissionsThatAreMissing() {
    gitHub.installed(SHOP, 7, "{\"contents\":\"read\",\"metadata\":\"read\"}");

    RefusedException no =
        catchThrowableOfType(RefusedException.class, () -> app.delivering().token(SHOP));

    assertThat(no.sentence())
        .contains("\"Contents: write\" and \"Pull requests: write\"", "acme/shop", "App 4711");
    gitHub
        .server()
        .verify(exactly(0), postRequestedFor(urlPathEqualTo("/app/installations/7/access_tokens")));
  }

  @Test
  void saysThatItIsNotInstalledAndLooksAgainTheNextTime() throws Exception {
    gitHub
        .server()
        .stubFor(
            get(urlPathEqualTo("/repos/acme/shop/installation"))
                .willReturn(json(404, "{\"message\":\"Not Found\"}")));
    GitHubTokens tokens = app.reading();

    RefusedException no = catchThrowableOfType(RefusedException.class, () -> tokens.token(SHOP));
    assertThat(no.sentence()).contains("is not installed on acme/shop");

    gitHub.installed(SHOP, 7, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_one");
    assertThat(tokens.token(SHOP)).contains("ghs_one");
  }

  @Test
  void saysThatTheKeyIsNotTheAppsOwn() {
    gitHub
        .server()
        .stubFor(
            get(urlPathEqualTo("/repos/acme/shop/installation"))
                .willReturn(json(401, "{\"message\":\"A JSON web token could not be decoded\"}")));
    GitHubReading reading = new GitHubReading(gitHub.host(), app.reading());

    assertThatThrownBy(() -> reading.login("http://" + gitHub.authority() + "/acme/shop.git"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("does not take the key of GitHub App 4711");
  }

  @Test
  void aSuspendedInstallationIsRefusedInGitHubsWords() {
    gitHub.installed(SHOP, 7, ALL);
    gitHub
        .server()
        .stubFor(
            post(urlPathEqualTo("/app/installations/7/access_tokens"))
                .willReturn(json(403, "{\"message\":\"This installation has been suspended\"}")));

    RefusedException no =
        catchThrowableOfType(RefusedException.class, () -> app.delivering().token(SHOP));

    assertThat(no.sentence()).contains("This installation has been suspended");
  }

  @Test
  void aLimitIsNotANo() {
    gitHub.installed(SHOP, 7, ALL);
    gitHub
        .server()
        .stubFor(
            post(urlPathEqualTo("/app/installations/7/access_tokens"))
                .willReturn(json(429, "{}").withHeader("Retry-After", "3")));

    TryAgainException later =
        catchThrowableOfType(TryAgainException.class, () -> app.delivering().token(SHOP));

    assertThat(later.asked()).contains(Duration.ofSeconds(3));
  }

  @Test
  void theCheckSaysBeforehandWhatADeliveryWouldFailOf() {
    GitHubAccessCheck check =
        new GitHubAccessCheck(gitHub.host(), app.delivering(), Duration.ofSeconds(5), clock);
    RepositoryLocation shop =
        RepositoryLocation.of("http://" + gitHub.authority() + "/acme/shop.git");
    gitHub.installed(SHOP, 7, "{\"contents\":\"write\"}");

    assertThat(check.faults(shop))
        .singleElement()
        .asString()
        .contains("lacks the permissions \"Pull requests: write\"");

    gitHub.installed(SHOP, 7, ALL);
    gitHub.minting(7, NOW.plus(Duration.ofHours(1)), "ghs_one");
    repository("{\"pull\":true,\"push\":false}", true);
    assertThat(check.faults(shop)).singleElement().asString().contains("is archived");

    assertThat(check.faults(RepositoryLocation.of("https://elsewhere.example/acme/shop.git")))
        .isEmpty();
  }

  @Test
  void theCheckSeesThatAPersonsTokenMayNotPush() {
    GitHubAccessCheck check =
        new GitHubAccessCheck(
            gitHub.host(),
            GitHubTokens.of(any -> Optional.of("github_pat_x")),
            Duration.ofSeconds(5),
            clock);
    RepositoryLocation shop =
        RepositoryLocation.of("http://" + gitHub.authority() + "/acme/shop.git");
    repository("{\"pull\":true,\"push\":false}", false);

    assertThat(check.faults(shop)).singleElement().asString().contains("may not push to acme/shop");

    repository("{\"pull\":true,\"push\":true}", false);
    assertThat(check.faults(shop)).isEmpty();

    gitHub
        .server()
        .stubFor(
            get(urlPathEqualTo("/repos/acme/shop"))
                .willReturn(json(401, "{\"message\":\"Bad credentials\"}")));
    assertThat(check.faults(shop)).singleElement().asString().contains("is refused");
  }

  private void repository(String permissions, boolean archived) {
    gitHub
        .server()
        .stubFor(
            get(urlPathEqualTo("/repos/acme/shop"))
                .willReturn(
                    json(
                        200,
                        """
                        {"id":1,"name":"shop","full_name":"acme/shop","default_branch":"main",
                         "owner":{"login":"acme","id":1},"archived":%s,"permissions":%s}"""
                            .formatted(archived, permissions))));
  }
}
