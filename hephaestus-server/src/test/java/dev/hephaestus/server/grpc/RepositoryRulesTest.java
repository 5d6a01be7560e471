package dev.hephaestus.server.grpc;

import static dev.hephaestus.server.grpc.RequestValidationTest.fields;
import static dev.hephaestus.server.grpc.RequestValidationTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.Repository;
import io.grpc.StatusRuntimeException;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a repository may be said to be. */
final class RepositoryRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/shop.git",
        "http://localhost:3000/shop",
        "ssh://git@example.org:22/acme/shop.git",
        "git://example.org/shop",
        "file:///srv/git/shop",
        "git@github.com:acme/shop.git",
        "/srv/git/shop",
        "C:\\work\\shop",
        "https://token@example.org/shop.git"
      })
  void takesPathsAndGitUrls(String location) {
    assertThatCode(() -> RequestValidation.check(at(location))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop",
        "./shop",
        "--upload-pack=touch /tmp/x",
        "ext::sh -c id",
        "ftp://example.org/shop",
        "/srv/\u0000shop",
        "https://user:secret@example.org/shop.git"
      })
  void refusesOtherPlacesAndNeverRepeatsAPassword(String location) {
    StatusRuntimeException refused = refused(() -> RequestValidation.check(at(location)));

    assertThat(fields(refused)).containsExactly("repository.location");
    assertThat(refused.getStatus().getDescription()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "release/1.2", "feature/ä-b_c", "v1.0"})
  void takesNamesOfBranches(String branch) {
    assertThatCode(() -> RequestValidation.check(onBranch(branch))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-f", "a b", "a..b", "a~1", "a:b", "/a", "a/", "a.", ".a", "a.lock", "a@{1}", "a//b"
      })
  void refusesWhatIsNoNameOfABranch(String branch) {
    assertThat(fields(refused(() -> RequestValidation.check(onBranch(branch)))))
        .containsExactly("repository.branch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/../../b", "/a", "a\\b", ".."})
  void refusesADirectoryOutsideOfTheRepository(String directory) {
    InitializeRequest request =
        WireFixture.initializeRequest().toBuilder()
            .setRepository(
                Repository.newBuilder().setLocation("/srv/git/shop").setDirectory(directory))
            .build();

    assertThat(fields(refused(() -> RequestValidation.check(request))))
        .containsExactly("repository.directory");
  }

  private static InitializeRequest at(String location) {
    return changed(repository -> repository.setLocation(location));
  }

  private static InitializeRequest onBranch(String branch) {
    return changed(repository -> repository.setBranch(branch));
  }

  private static InitializeRequest changed(Consumer<Repository.Builder> change) {
    InitializeRequest.Builder request = WireFixture.initializeRequest().toBuilder();
    change.accept(request.getRepositoryBuilder());
    return request.build();
  }
}
