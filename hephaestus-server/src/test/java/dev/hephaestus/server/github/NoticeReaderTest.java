package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.github.Notice.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NoticeReaderTest {
  private static final String SHOP = "\"repository\": {\"full_name\": \"acme/shop\"}";

  @Test
  void readsWhichPullRequestItIsAbout() {
    Notice closed =
        read("pull_request", "{\"action\": \"closed\", \"pull_request\": {\"number\": 7}");
    assertThat(closed.kind()).isEqualTo(Kind.PULL_REQUEST);
    assertThat(closed.repositories()).containsExactly("acme/shop");
    assertThat(closed.numbers()).containsExactly(7);
    assertThat(read("issue_comment", "{\"issue\": {\"number\": 8, \"pull_request\": {}}").numbers())
        .containsExactly(8);
    assertThat(read("issue_comment", "{\"issue\": {\"number\": 8}").numbers()).isEmpty();
  }

  @Test
  void readsWhoseChecksEnded() {
    String head = "a".repeat(40);
    Notice run =
        read(
            "check_run",
            "{\"action\": \"completed\", \"check_run\": {\"head_sha\": \""
                + head
                + "\", \"pull_requests\": [{\"number\": 3}]}");
    assertThat(run.kind()).isEqualTo(Kind.CHECKS);
    assertThat(run.numbers()).containsExactly(3);
    assertThat(run.commit()).isEqualTo(head);
    assertThat(read("check_run", "{\"action\": \"created\"").kind()).isEqualTo(Kind.NOTHING);
    assertThat(read("status", "{\"sha\": \"" + head + "\"").commit()).isEqualTo(head);
    assertThat(read("status", "{\"sha\": \"main; drop\"").commit()).isEmpty();
  }

  @Test
  void readsWhatARepositoryWasCalled() {
    Notice renamed =
        read(
            "repository",
            "{\"action\": \"renamed\", \"changes\": {\"repository\": {\"name\": {\"from\": \"old\"}}}");
    assertThat(renamed.kind()).isEqualTo(Kind.REPOSITORY);
    assertThat(renamed.formerly()).isEqualTo("acme/old");
    Notice transferred =
        read(
            "repository",
            "{\"action\": \"transferred\", \"changes\":"
                + " {\"owner\": {\"from\": {\"user\": {\"login\": \"bob\"}}}}");
    assertThat(transferred.formerly()).isEqualTo("bob/shop");
    assertThat(read("repository", "{\"action\": \"edited\"").formerly()).isEmpty();
    assertThat(read("repository", "{\"action\": \"deleted\"").kind()).isEqualTo(Kind.LOST);
  }

  @Test
  void readsWhatAnInstallationLost() throws JsonProcessingException {
    String removed =
        "{\"action\": \"removed\", \"repositories_removed\":"
            + " [{\"full_name\": \"acme/a\"}, {\"full_name\": \"acme/b\"}, {\"full_name\": \"../x\"}]}";
    Notice notice =
        NoticeReader.read("d", "installation_repositories", new ObjectMapper().readTree(removed));
    assertThat(notice.kind()).isEqualTo(Kind.LOST);
    assertThat(notice.repositories()).containsExactly("acme/a", "acme/b");
  }

  @Test
  void makesNothingOfWhatItDoesNotKnowOrIsOddlyShaped() throws JsonProcessingException {
    assertThat(read("star", "{\"action\": \"created\"").kind()).isEqualTo(Kind.NOTHING);
    ObjectMapper json = new ObjectMapper();
    for (String odd :
        List.of(
            "{}",
            "{\"repository\": 7}",
            "{\"repository\": {\"full_name\": \"a/b/c\"}}",
            "{\"repository\": {\"full_name\": \"../..\"}}")) {
      assertThat(NoticeReader.read("d", "push", json.readTree(odd)).kind())
          .as(odd)
          .isEqualTo(Kind.NOTHING);
    }
    assertThat(
            read("pull_request", "{\"pull_request\": {\"number\": \"7\"}, \"action\": []")
                .numbers())
        .isEmpty();
    assertThat(read("pull_request", "{\"pull_request\": {\"number\": -7}").numbers()).isEmpty();
  }

  private static Notice read(String event, String begun) {
    try {
      return NoticeReader.read("d", event, new ObjectMapper().readTree(begun + ", " + SHOP + "}"));
    } catch (JsonProcessingException e) {
      throw new AssertionError(begun, e);
    }
  }
}
