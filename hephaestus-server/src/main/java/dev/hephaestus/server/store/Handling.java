package dev.hephaestus.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Mute;
import java.time.Instant;
import java.util.Optional;

/**
 * What was done about an incident.
 *
 * @param mute how long it is muted, where it is
 * @param fix what made it over, where something did
 */
record Handling(Optional<Mute> mute, Optional<Fix> fix) {
  static final Handling NONE = new Handling(Optional.empty(), Optional.empty());
  private static final int VERSION = 1;

  Handling with(Mute newMute) {
    return new Handling(Optional.of(newMute), fix);
  }

  Handling with(Fix newFix) {
    return new Handling(mute, Optional.of(newFix));
  }

  Handling unmuted() {
    return new Handling(Optional.empty(), fix);
  }

  String write() {
    if (equals(NONE)) {
      return "";
    }
    ObjectNode document = Json.document(VERSION);
    mute.ifPresent(
        quiet -> {
          ObjectNode object = document.putObject("mute");
          object.put("since", quiet.since().toString());
          quiet.until().ifPresent(until -> object.put("until", until.toString()));
          object.put("occurrences", quiet.occurrences());
          object.put("newRelease", quiet.newRelease());
        });
    fix.ifPresent(
        made ->
            document
                .putObject("fix")
                .put("commit", made.commit())
                .put("version", made.version())
                .put("at", made.at().toString()));
    return Json.write(document);
  }

  static Handling read(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    JsonNode document = Json.read(text, VERSION);
    JsonNode mute = document.path("mute");
    JsonNode fix = document.path("fix");
    return new Handling(
        mute.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Mute(
                    Json.instant(mute, "since"),
                    Json.optionalText(mute, "until").map(Instant::parse),
                    mute.path("occurrences").asLong(),
                    mute.path("newRelease").asBoolean())),
        fix.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                new Fix(
                    Json.text(fix, "commit"), Json.text(fix, "version"), Json.instant(fix, "at"))));
  }
}
