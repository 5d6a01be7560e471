package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TemplateMinerTest {
  private final TemplateMiner miner = new TemplateMiner();

  @Test
  void oneOtherWordIsAnotherTemplate() {
    assertThat(known("could not start the worker"))
        .isNotEqualTo(known("could not stop the worker"));
    assertThat(known("could not start the worker")).isEqualTo("could not start the worker");
  }

  @Test
  void manyWordsInOnePlaceAreAValue() {
    List<String> names = List.of("ann", "bob", "cid", "dan", "eve", "fay", "gus");

    List<String> known = names.stream().map(name -> known("no account for " + name)).toList();

    // Four were taken for faults of their own; from then on all are the first.
    assertThat(known.subList(0, 4)).doesNotHaveDuplicates();
    assertThat(known.subList(4, 7)).containsOnly("no account for ann");
    assertThat(known("no account for zoe")).isEqualTo("no account for ann");
    assertThat(known("no room for zoe")).isEqualTo("no room for zoe");
  }

  @Test
  void whatLooksLikeAValueIsOneAtOnce() {
    assertThat(known("cannot load shop.Cart now")).isEqualTo(known("cannot load shop.Till now"));
    assertThat(known("host db-primary.local is down")).isEqualTo(known("host a.b.local is down"));
  }

  @Test
  void manyEndsBehindAColonAreAValueWhateverTheirLength() {
    List<String> ends = List.of("no route", "timed out", "it was reset by peer", "refused");
    ends.forEach(end -> known("cannot reach the bank: " + end));

    assertThat(known("cannot reach the bank: we do not know why at all"))
        .isEqualTo("cannot reach the bank: no route")
        .isEqualTo(known("cannot reach the bank: dns"));
    assertThat(known("cannot reach the till: dns")).isEqualTo("cannot reach the till: dns");
  }

  @Test
  void nodesAndScopesAreApart() {
    for (String name : List.of("ann", "bob", "cid", "dan", "eve")) {
      known("no account for " + name);
    }

    assertThat(miner.known("n", "other", "no account for zoe")).isEqualTo("no account for zoe");
    assertThat(miner.known("m", "log", "no account for zoe")).isEqualTo("no account for zoe");
  }

  @Test
  void aRestartMovesNoMessageElsewhere() {
    List<String> messages = new ArrayList<>();
    for (String name : List.of("ann", "bob", "cid", "dan", "eve", "fay")) {
      messages.add("no account for " + name);
      messages.add("the bank says: no " + name + " " + "x ".repeat(name.charAt(0) - 'a'));
    }
    List<String> kept = new ArrayList<>();
    Map<List<String>, LearnedTemplate> table = new LinkedHashMap<>();
    for (String message : messages) {
      kept.add(known(message));
      miner.takeLearned().forEach(each -> table.put(List.of(each.scope(), each.founder()), each));
    }
    TemplateMiner after = new TemplateMiner();
    after.resume(table.values());

    assertThat(after.known("n", "log", "no account for zoe"))
        .isEqualTo(known("no account for zoe"))
        .isEqualTo("no account for ann");
    assertThat(after.known("n", "log", "the bank says: what"))
        .isEqualTo(known("the bank says: what"))
        .isEqualTo(kept.get(1));
    assertThat(after.takeLearned()).isEmpty();
  }

  @Test
  void whatIsKeptIsBounded() {
    TemplateMiner small = new TemplateMiner(100);
    for (int i = 0; i < 10_000; i++) {
      String word = "w" + Integer.toString(i, 36).replaceAll("\\d", "x");
      small.known("n", "log" + i % 700, word + " failed: because of " + word);
    }

    assertThat(small.size()).isLessThanOrEqualTo(100);
  }

  @Test
  void emptyAndHugeMessagesAreTakenAsTheyAre() {
    assertThat(known("")).isEmpty();
    assertThat(known("a ".repeat(5_000))).isEqualTo("a ".repeat(5_000));
  }

  private String known(String message) {
    return miner.known("n", "log", message);
  }
}
