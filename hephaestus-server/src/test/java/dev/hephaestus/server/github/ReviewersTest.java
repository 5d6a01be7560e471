package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReviewersTest {

  @Test
  void takesPeopleAndTeamsOfTheOrganization() {
    Reviewers reviewers = owning("@ann", "@ACME/cart", "12+ben@users.noreply.github.com");

    assertThat(reviewers)
        .isEqualTo(new Reviewers(List.of("ann", "ben"), List.of("cart"), List.of()));
  }

  @Test
  void saysWhoCannotBeAsked() {
    Reviewers reviewers = owning("@other/team", "joe@shop.example", "eve@shop.example");

    assertThat(reviewers.isEmpty()).isTrue();
    assertThat(reviewers.notes()).hasSize(2).noneMatch(note -> note.contains("joe"));
  }

  @Test
  void asksNoCrowd() {
    Set<String> many = new LinkedHashSet<>();
    for (int i = 0; i < 50; i++) {
      many.add("@person" + i);
      many.add("@acme/team" + i);
    }

    Reviewers reviewers = Reviewers.owning(many, "acme");

    assertThat(reviewers.users()).hasSize(5);
    assertThat(reviewers.teams()).hasSize(3);
  }

  @Test
  void hostileNamesAreNoLogins() {
    assertThat(owning("@../../x", "@a b", "@", "@-x", "@acme/../y/z").isEmpty()).isTrue();
  }

  private static Reviewers owning(String... written) {
    return Reviewers.owning(new LinkedHashSet<>(List.of(written)), "acme");
  }
}
