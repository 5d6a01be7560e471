package dev.hephaestus.server.github;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hephaestus.server.repository.PathPattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads the rules that a repository has in {@value #PATH}. Whoever can write to the repository
 * wrote them, so they are bounded, and nothing in them gives leave.
 *
 * <p><i>Errors:</i> {@link UnclearException} where a restriction is meant and cannot be made out:
 * what a repository wants is then not known, and nothing may be opened in it. What merely has no
 * effect is noted.
 */
final class RulesFile {
  static final String PATH = ".github/hephaestus.yml";

  private static final int MOST_BYTES = 16 * 1024;
  private static final int MOST_PATTERNS = 200;
  private static final int MOST_LABELS = 10;
  private static final int LONGEST_LABEL = 50;
  private static final int MOST_NOTES = 10;
  private static final Set<String> KNOWN =
      Set.of("mode", "draft", "reviewers", "labels", "untouchable", "maxFiles", "maxLines");

  private final JsonNode tree;
  private final List<String> notes = new ArrayList<>();

  private RulesFile(JsonNode tree) {
    this.tree = tree;
  }

  /** Rules that cannot be made out; the message says where. */
  static final class UnclearException extends Exception {
    private static final long serialVersionUID = 1L;

    UnclearException(String message) {
      super(message);
    }
  }

  static RepositoryRules read(byte[] file) throws UnclearException {
    if (file.length > MOST_BYTES) {
      throw new UnclearException("it is longer than " + MOST_BYTES + " bytes");
    }
    return new RulesFile(parse(file)).rules();
  }

  private static JsonNode parse(byte[] file) throws UnclearException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
      JsonNode tree =
          YAMLMapper.builder()
              .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(text);
      if (tree == null || tree.isMissingNode() || tree.isNull()) {
        return YAMLMapper.builder().build().createObjectNode();
      }
      if (!tree.isObject()) {
        throw new UnclearException("it is no list of settings");
      }
      return tree;
    } catch (CharacterCodingException e) {
      throw new UnclearException("it is not in UTF-8");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new UnclearException("line " + line + " is no YAML");
    } catch (RuntimeException e) {
      // The YAML parser meets some malformed texts with faults of its own.
      throw new UnclearException("it is no YAML");
    }
  }

  private RepositoryRules rules() throws UnclearException {
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!KNOWN.contains(name)) {
                note("has a setting that is not known: " + shown(name));
              }
            });
    return new RepositoryRules(
        word("mode", "suggest", "deploy"),
        draft(),
        word("reviewers", "none", ""),
        labels(),
        untouchable(),
        number("maxFiles"),
        number("maxLines"),
        notes);
  }

  /** Whether the restricting word is there; the other one changes nothing. */
  private boolean word(String name, String restricting, String other) throws UnclearException {
    if (!tree.hasNonNull(name)) {
      return false;
    }
    String value = tree.path(name).asText("");
    if (value.equals(restricting)) {
      return true;
    }
    if (!other.isEmpty() && value.equals(other)) {
      note("cannot widen what the server allows: " + name + ": " + other);
      return false;
    }
    throw new UnclearException(name + " can be \"" + restricting + "\" only");
  }

  private boolean draft() throws UnclearException {
    if (!tree.hasNonNull("draft")) {
      return false;
    }
    if (!tree.path("draft").isBoolean()) {
      throw new UnclearException("draft can be true only");
    }
    if (!tree.path("draft").asBoolean()) {
      note("cannot widen what the server allows: draft: false");
    }
    return tree.path("draft").asBoolean();
  }

  private Optional<List<String>> labels() {
    if (!tree.hasNonNull("labels")) {
      return Optional.empty();
    }
    List<String> labels = new ArrayList<>();
    for (JsonNode label : tree.path("labels")) {
      String name = label.isTextual() ? label.asText().strip() : "";
      boolean usable =
          !name.isEmpty()
              && name.length() <= LONGEST_LABEL
              && name.indexOf(',') < 0
              && name.chars().noneMatch(Character::isISOControl);
      if (!usable || labels.size() == MOST_LABELS) {
        note("has a label too many, or one that is none");
      } else if (!labels.contains(name)) {
        labels.add(name);
      }
    }
    return Optional.of(labels);
  }

  private List<RepositoryRules.Untouchable> untouchable() throws UnclearException {
    List<RepositoryRules.Untouchable> rules = new ArrayList<>();
    JsonNode list = tree.path("untouchable");
    if (tree.hasNonNull("untouchable") && !list.isArray()) {
      throw new UnclearException("untouchable is no list of paths");
    }
    if (list.size() > MOST_PATTERNS) {
      throw new UnclearException("untouchable has more than " + MOST_PATTERNS + " paths");
    }
    for (JsonNode item : list) {
      String written = item.isTextual() ? item.asText() : "";
      PathPattern pattern =
          PathPattern.ofOwners(written)
              .orElseThrow(
                  () -> new UnclearException("untouchable has no path in " + shown(written)));
      rules.add(new RepositoryRules.Untouchable(shown(written), pattern));
    }
    return rules;
  }

  private OptionalInt number(String name) throws UnclearException {
    if (!tree.hasNonNull(name)) {
      return OptionalInt.empty();
    }
    JsonNode value = tree.path(name);
    if (!value.isInt() || value.asInt() < 0) {
      throw new UnclearException(name + " is no whole number");
    }
    return OptionalInt.of(value.asInt());
  }

  private void note(String what) {
    if (notes.size() < MOST_NOTES) {
      notes.add(PATH + " " + what + ".");
    }
  }

  private static String shown(String text) {
    String safe = text.replaceAll("[^\\w ./*?-]", "?");
    return safe.length() > 60 ? safe.substring(0, 60) + "…" : safe;
  }
}
