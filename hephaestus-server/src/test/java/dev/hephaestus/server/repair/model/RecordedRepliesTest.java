package dev.hephaestus.server.repair.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What models really write, through the wire, the proposer and the ladder. */
final class RecordedRepliesTest {
  private static final List<String> SETS =
      List.of("replies/cart.txt", "replies/middle.txt", "replies/rest.txt");
  private static final Map<String, RecordedTask> TASKS = RecordedTask.all();
  private static final LoopbackProvider PROVIDER = new LoopbackProvider();
  private static final int FEEDBACKS = 2;

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  private static List<RecordedConversation> conversations() {
    return SETS.stream().flatMap(set -> RecordedConversation.read(set).stream()).toList();
  }

  private static RecordedTask task(RecordedConversation conversation) {
    return Objects.requireNonNull(TASKS.get(conversation.task()), conversation.name());
  }

  /** What a conversation ended with, and after how many feedbacks. */
  private record End(Proposal proposal, int feedbacks) {}

  private static End hold(RecordedConversation conversation) {
    Proposals proposals =
        new ModelProposer(
                PROVIDER.play(conversation), new ModelLimits(1, FEEDBACKS, 8_000), () -> "f00dcafe")
            .begin(task(conversation).task());
    Proposal proposal = proposals.next(Optional.empty());
    int feedbacks = 0;
    while (proposal instanceof Proposal.Unusable unusable && feedbacks < FEEDBACKS) {
      assertThat(unusable.exchange()).as(conversation.name()).isPresent();
      feedbacks++;
      proposal = proposals.next(Optional.of(new Feedback(unusable.reason(), List.of())));
    }
    return new End(proposal, feedbacks);
  }

  /** Empty where what came is what was wanted, to the byte. */
  private static Optional<String> fault(RecordedConversation conversation) {
    Snapshot snapshot = task(conversation).snapshot();
    Proposal proposal = hold(conversation).proposal();
    if (!conversation.refusal().isEmpty()) {
      return proposal instanceof Proposal.Unusable unusable
              && unusable.reason().contains(conversation.refusal())
          ? Optional.empty()
          : Optional.of("no refusal: " + shown(proposal));
    }
    if (!conversation.abstention().isEmpty()) {
      return proposal instanceof Proposal.Abstention abstention
              && abstention.reason().contains(conversation.abstention())
          ? Optional.empty()
          : Optional.of("no abstention: " + shown(proposal));
    }
    if (!(proposal instanceof Proposal.Candidate candidate)) {
      return Optional.of(shown(proposal));
    }
    Map<String, List<String>> wanted = conversation.changes();
    if (candidate.patch().changes().size() != wanted.size()) {
      return Optional.of("other files: " + shown(proposal));
    }
    for (FileChange change : candidate.patch().changes()) {
      List<String> lines = changed(change);
      if (!lines.equals(wanted.get(change.path()))) {
        return Optional.of(change.path() + " changed so:\n" + String.join("\n", lines));
      }
      keepsItsBytes(conversation.name(), snapshot, change);
    }
    return Optional.empty();
  }

  private static String shown(Proposal proposal) {
    return switch (proposal) {
      case Proposal.Candidate candidate -> candidate.patch().toUnifiedDiff();
      case Proposal.Unusable unusable -> unusable.reason();
      case Proposal.Abstention abstention -> "abstains: " + abstention.reason();
    };
  }

  /** The lines that go and come, compared with their endings. */
  private static List<String> changed(FileChange change) {
    List<String> lines = new ArrayList<>();
    for (AbstractDelta<String> delta :
        DiffUtils.diff(lines(change.before()), lines(change.after())).getDeltas()) {
      delta.getSource().getLines().forEach(line -> lines.add("-" + line.stripTrailing()));
      delta.getTarget().getLines().forEach(line -> lines.add("+" + line.stripTrailing()));
    }
    return lines;
  }

  private static List<String> lines(@org.jspecify.annotations.Nullable String text) {
    return text == null ? List.of() : Arrays.asList(text.split("(?<=\n)"));
  }

  private static void keepsItsBytes(String name, Snapshot snapshot, FileChange change) {
    if (change.before() == null) {
      return;
    }
    assertThat(change.before()).as(name).isEqualTo(snapshot.text(change.path()));
    SourceText.Encoding encoding = SourceText.of(snapshot.bytes(change.path())).encoding();
    assertThat(encoding.canEncode(change.after())).as(name).isTrue();
    assertThat(encoding.encode(change.before())).as(name).isEqualTo(snapshot.bytes(change.path()));
    boolean windows = !change.before().replace("\r\n", "").contains("\n");
    assertThat(change.after().replace("\r\n", "").contains("\n")).as(name).isEqualTo(!windows);
    assertThat(change.after().endsWith("\n")).as(name).isEqualTo(change.before().endsWith("\n"));
  }

  @Test
  void atLeastNinetySevenOfAHundredRepliesApplyAfterTwoFeedbacks() {
    List<RecordedConversation> all = conversations();
    List<String> faults = new ArrayList<>();
    for (RecordedConversation conversation : all) {
      fault(conversation).ifPresent(what -> faults.add(conversation.name() + ": " + what));
    }
    long honest = all.stream().filter(c -> !c.changes().isEmpty()).count();
    long lost =
        faults.stream()
            .filter(
                fault ->
                    all.stream()
                        .anyMatch(c -> fault.startsWith(c.name() + ":") && !c.changes().isEmpty()))
            .count();
    assertThat(honest).isGreaterThanOrEqualTo(100);
    assertThat(100.0 * (honest - lost) / honest)
        .as(String.join("\n", faults))
        .isGreaterThanOrEqualTo(97.0);
    assertThat(faults.size() - lost).as(String.join("\n", faults)).isZero();
  }

  @Test
  void namesAreGivenOnce() {
    assertThat(conversations().stream().map(RecordedConversation::name))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(120);
    assertThat(Stream.of("openai", "anthropic", "gemini", "ollama"))
        .allMatch(wire -> conversations().stream().anyMatch(c -> c.wire().equals(wire)));
  }
}
