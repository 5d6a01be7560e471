package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.Resource;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns the attributes of a resource of OTLP into ours.
 *
 * <p><i>Source:</i> OpenTelemetry's semantic conventions for resources and version control; {@code
 * git.commit.*} are the names of git-commit-id and of Spring Boot.
 */
final class ResourceReader {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final String UNKNOWN = "unknown_service";

  private ResourceReader() {}

  static Resource read(List<KeyValue> given) {
    Attributes attributes = new Attributes(given);
    String service = attributes.take(OtlpLimits.SERVICE, "service.name").strip();
    String commit =
        attributes
            .take(
                OtlpLimits.NAME,
                "vcs.ref.head.revision",
                "vcs.repository.ref.revision",
                "git.commit.id.full",
                "git.commit.id",
                "git.commit.sha")
            .strip()
            .toLowerCase(Locale.ROOT);
    return new Resource(
        service.isEmpty() ? UNKNOWN : service,
        attributes.take(OtlpLimits.NAME, "service.version"),
        COMMIT.matcher(commit).matches() ? commit : "",
        attributes.take(OtlpLimits.NAME, "host.name"),
        attributes.rest(OtlpLimits.RESOURCE_VALUE));
  }

  /** Which process it is, as far as the resource tells. */
  static String instance(Resource resource) {
    Map<String, String> attributes = resource.attributes();
    String id = attributes.getOrDefault("service.instance.id", "");
    if (id.isBlank()) {
      id = attributes.getOrDefault("k8s.pod.name", resource.host());
      String process = attributes.getOrDefault("process.pid", "");
      id = process.isEmpty() ? id : id + "/" + process;
    }
    return OtlpLimits.cut("otlp/" + id, OtlpLimits.SERVICE);
  }
}
