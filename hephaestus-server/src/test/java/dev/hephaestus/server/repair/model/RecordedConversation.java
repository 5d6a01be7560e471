package dev.hephaestus.server.repair.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model answers to a task, turn by turn, and what must come of it.
 *
 * @param name the task, a slash, and the habit that the replies show
 * @param replies in order; the last one is given again when more is asked
 * @param changes by path, the lines that go ({@code -}) and come ({@code +}), in order
 * @param refusal a part of the last refusal, where no patch may come of it; else empty
 * @param abstention a part of the abstention, where the model gives up; else empty
 */
record RecordedConversation(
    String name,
    String task,
    String wire,
    List<Answer> replies,
    Map<String, List<String>> changes,
    String refusal,
    String abstention) {

  /**
   * One reply.
   *
   * @param status of HTTP
   * @param cut whether the reply ended at the length limit
   */
  record Answer(String text, int status, boolean cut) {}

  static List<RecordedConversation> read(String resource) {
    List<RecordedConversation> conversations = new ArrayList<>();
    List<Sections> current = new ArrayList<>();
    for (Sections section : Sections.read(resource)) {
      if (section.kind().equals("conversation") && !current.isEmpty()) {
        conversations.add(of(current));
        current.clear();
      }
      current.add(section);
    }
    conversations.add(of(current));
    return conversations;
  }

  private static RecordedConversation of(List<Sections> sections) {
    String[] words = sections.get(0).words().split(" ", 2);
    List<Answer> replies = new ArrayList<>();
    Map<String, List<String>> changes = new LinkedHashMap<>();
    String refusal = "";
    String abstention = "";
    for (Sections section : sections.subList(1, sections.size())) {
      switch (section.kind()) {
        case "reply" -> replies.add(answer(section));
        case "changes" ->
            changes.put(
                section.words(), section.text().lines().filter(line -> !line.isEmpty()).toList());
        case "refused" -> refusal = section.words();
        case "abstains" -> abstention = section.words();
        default -> throw new IllegalArgumentException(section.kind());
      }
    }
    return new RecordedConversation(
        words[0],
        words[0].substring(0, words[0].indexOf('/')),
        words.length > 1 ? words[1].strip() : "openai",
        replies,
        changes,
        refusal,
        abstention);
  }

  private static Answer answer(Sections section) {
    List<String> traits = List.of(section.words().split(" ", -1));
    int status =
        traits.stream()
            .filter(t -> t.matches("\\d{3}"))
            .map(Integer::parseInt)
            .findFirst()
            .orElse(200);
    return new Answer(section.text(), status, traits.contains("cut"));
  }
}
