package dev.hephaestus.server.github;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorRequest;

/** A request as GitHub's client sends it. */
final class GitHubRequest implements GitHubConnectorRequest {
  private final String method;
  private final URL url;
  private final Map<String, String> headers;
  private final Optional<String> body;

  private GitHubRequest(
      String method, URL url, Map<String, String> headers, Optional<String> body) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
  }

  static GitHubRequest of(
      String method, String url, Map<String, String> headers, Optional<String> body) {
    Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    named.putAll(headers);
    try {
      return new GitHubRequest(method, URI.create(url).toURL(), named, body);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a URL: " + url, e);
    }
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public Map<String, List<String>> allHeaders() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    return all;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public @Nullable String contentType() {
    return body.isPresent() ? "application/json" : null;
  }

  @Override
  public @Nullable InputStream body() {
    return body.map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  @Override
  public URL url() {
    return url;
  }

  @Override
  public boolean hasBody() {
    return body.isPresent();
  }
}
