package dev.hephaestus.server.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.time.Instant;

/** GitHub's endpoints for Apps on loopback, as its documentation shows their answers. */
final class FakeApps implements AutoCloseable {
  static final long APP = 4711;
  static final GitHubRepository SHOP = new GitHubRepository("acme", "shop");

  private final WireMockServer server =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  FakeApps() {
    server.start();
  }

  WireMockServer server() {
    return server;
  }

  GitHubHost host() {
    return new GitHubHost(authority(), URI.create("http://" + authority()));
  }

  String authority() {
    return "127.0.0.1:" + server.port();
  }

  /** The App is installed there with these permissions, as JSON. */
  void installed(GitHubRepository repository, int installation, String permissions) {
    server.stubFor(
        get(urlPathEqualTo("/repos/" + repository.fullName() + "/installation"))
            .willReturn(
                json(
                    200,
                    """
                    {"id":%d,"app_id":%d,"target_type":"Organization","repository_selection":"selected",
                     "account":{"login":"%s","id":1,"type":"Organization"},
                     "access_tokens_url":"http://%s/app/installations/%d/access_tokens",
                     "permissions":%s}"""
                        .formatted(
                            installation,
                            APP,
                            repository.owner(),
                            authority(),
                            installation,
                            permissions))));
  }

  /** Its tokens are this one, then the next, and so on. */
  void minting(int installation, Instant expires, String... tokens) {
    String scenario = "minting " + installation;
    for (int i = 0; i < tokens.length; i++) {
      server.stubFor(
          post(urlPathEqualTo("/app/installations/" + installation + "/access_tokens"))
              .inScenario(scenario)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "after " + i)
              .willSetStateTo("after " + (i + 1))
              .willReturn(
                  json(
                      201,
                      "{\"token\":\"%s\",\"expires_at\":\"%s\",\"repository_selection\":\"selected\"}"
                          .formatted(tokens[i], expires))));
    }
  }

  static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json; charset=utf-8")
        .withBody(body);
  }

  @Override
  public void close() {
    server.stop();
  }
}
