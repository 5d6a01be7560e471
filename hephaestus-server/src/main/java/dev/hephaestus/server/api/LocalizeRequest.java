package dev.hephaestus.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a localization was asked for with.
 *
 * @param repository a location as the nodes' list shows it
 * @param revision the revision that logged it; the head, when it is not said
 * @param branch another branch than the repository's default
 * @param directory the service's folder in the repository
 * @param log an excerpt, a stack trace, or a JSON record as text
 * @param budgetTokens how much code to choose
 */
record LocalizeRequest(
    String repository,
    Optional<String> revision,
    Optional<String> branch,
    Optional<String> directory,
    String log,
    int budgetTokens) {

  private static final int DEFAULT_BUDGET = 8_000;
  private static final int MOST_TOKENS = 200_000;
  private static final int LONGEST_NAME = 2_000;
  private static final Set<String> NAMES =
      Set.of("repository", "revision", "branch", "directory", "log", "budgetTokens");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  /**
   * Reads a request's body.
   *
   * @throws BadRequestException naming everything that does not fit
   */
  static LocalizeRequest read(byte[] body) {
    List<Problem.Fault> faults = new ArrayList<>();
    JsonNode tree = tree(body);
    for (String name : (Iterable<String>) tree::fieldNames) {
      if (!NAMES.contains(name)) {
        String shown = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        faults.add(new Problem.Fault(shown, "is not a part of this request"));
      }
    }
    LocalizeRequest request =
        new LocalizeRequest(
            required(tree, "repository", faults),
            text(tree, "revision", faults),
            text(tree, "branch", faults),
            text(tree, "directory", faults),
            log(tree.path("log"), faults),
            budget(tree.path("budgetTokens"), faults));
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return request;
  }

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree != null && tree.isObject()) {
        return tree;
      }
      throw new BadRequestException(List.of(new Problem.Fault("body", "is not a JSON object")));
    } catch (JsonProcessingException e) {
      String reason = e.getOriginalMessage();
      throw new BadRequestException(
          List.of(
              new Problem.Fault("body", "is not JSON: " + reason.lines().findFirst().orElse(""))));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory can be read", e);
    }
  }

  private static String required(JsonNode tree, String name, List<Problem.Fault> faults) {
    if (tree.path(name).isMissingNode()) {
      faults.add(new Problem.Fault(name, "is missing"));
      return "";
    }
    return text(tree, name, faults).orElse("");
  }

  private static Optional<String> text(JsonNode tree, String name, List<Problem.Fault> faults) {
    JsonNode value = tree.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST_NAME) {
      faults.add(new Problem.Fault(name, "is not a text of 1 to " + LONGEST_NAME + " characters"));
      return Optional.empty();
    }
    return Optional.of(value.asText().strip());
  }

  private static String log(JsonNode log, List<Problem.Fault> faults) {
    if (log.isTextual()) {
      return log.asText();
    }
    if (log.isObject() || log.isArray()) {
      return log.toString();
    }
    faults.add(new Problem.Fault("log", "is neither a text nor a JSON record"));
    return "";
  }

  private static int budget(JsonNode budget, List<Problem.Fault> faults) {
    if (budget.isMissingNode() || budget.isNull()) {
      return DEFAULT_BUDGET;
    }
    if (budget.isIntegralNumber() && budget.canConvertToInt()) {
      int tokens = budget.asInt();
      if (tokens >= 1 && tokens <= MOST_TOKENS) {
        return tokens;
      }
    }
    faults.add(new Problem.Fault("budgetTokens", "is not a number from 1 to " + MOST_TOKENS));
    return DEFAULT_BUDGET;
  }
}
