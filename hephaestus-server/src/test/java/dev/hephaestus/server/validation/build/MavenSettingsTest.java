package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build, and the phase that fetches for it, may see of Maven's settings. */
final class MavenSettingsTest {
  private static final String LOGIN =
      "<servers><server><id>corp</id><password>secret</password></server></servers>";
  private static final String ADDRESS = "<url>https://maven.corp.example/all</url>";

  @TempDir Path folder;

  private Path settings(String name, String content) throws IOException {
    return Files.writeString(
        folder.resolve(name), "<settings>" + content.replace("\n", "") + "</settings>");
  }

  private String fetching(String content) throws IOException {
    Path file = settings("settings.xml", content);
    return Files.readString(
        MavenSettings.forFetching(file, List.of(file), folder.resolve("copy.xml")));
  }

  private static String profile(String repository) {
    return "<profiles><profile><id>p</id><repositories>%s</repositories></profile></profiles>"
        .formatted(repository);
  }

  private static String repository(String id, String address) {
    return "<repository><id>%s</id><url>%s</url></repository>".formatted(id, address);
  }

  @Test
  void aRepositoryOfTheLoginsNameIsTakenToTheAddressThatTheSettingsGiveIt() throws IOException {
    String shown = fetching(LOGIN + profile(repository("corp", "https://maven.corp.example/all")));

    assertThat(shown)
        .contains("secret")
        .contains(
            "<mirrors><mirror><id>corp</id><mirrorOf>corp,corp</mirrorOf>"
                + ADDRESS
                + "</mirror></mirrors>");
  }

  @Test
  void aMirrorAnswersForRepositoriesOfItsOwnName() throws IOException {
    String mirror = "<mirrors><mirror><id>corp</id><mirrorOf>%s</mirrorOf>%s</mirror></mirrors>";

    assertThat(fetching(LOGIN + mirror.formatted("central", ADDRESS)))
        .contains("<mirrorOf>central,corp</mirrorOf>", "secret");
    assertThat(fetching(LOGIN + mirror.formatted("*, !corp", ADDRESS)))
        .contains("<mirrorOf>*,corp</mirrorOf>", "secret");
  }

  @Test
  void aMirrorInTheOtherFileCounts() throws IOException {
    Path user = settings("settings.xml", LOGIN);
    Path global =
        settings(
            "global.xml",
            "<mirrors><mirror><id>corp</id><mirrorOf>central</mirrorOf>"
                + ADDRESS
                + "</mirror></mirrors>");
    List<Path> all = List.of(user, global);

    assertThat(MavenSettings.forFetching(user, all, folder.resolve("u.xml")))
        .content()
        .contains("secret")
        .doesNotContain("mirror");
    assertThat(MavenSettings.forFetching(global, all, folder.resolve("g.xml")))
        .content()
        .contains("<mirrorOf>central,corp</mirrorOf>");
  }

  @Test
  void aMirrorThatAnswersForNoRepositoryOfAPomHoldsNoLogin() throws IOException {
    String mirror = "<mirrors><mirror><id>corp</id>%s" + ADDRESS + "</mirror></mirrors>";

    assertThat(fetching(LOGIN + mirror.formatted(""))).doesNotContain("secret");
    assertThat(
            fetching(
                LOGIN
                    + mirror.formatted(
                        "<mirrorOf>*</mirrorOf><mirrorOfLayouts>legacy</mirrorOfLayouts>")))
        .doesNotContain("secret");
  }

  @Test
  void aLoginWithoutOneAddressIsLeftOut() throws IOException {
    assertThat(fetching(LOGIN)).doesNotContain("secret");
    assertThat(
            fetching(
                LOGIN
                    + profile(
                        repository("corp", "https://one.example")
                            + repository("corp", "https://two.example"))))
        .doesNotContain("secret");
    assertThat(fetching("<servers><server><password>secret</password></server></servers>"))
        .doesNotContain("secret");
  }

  @Test
  void propertiesAreNobodysBusinessForAPomMayPutThemIntoAnAddress() throws IOException {
    String properties =
        "<profiles><profile><id>p</id><properties><token>secret</token></properties></profile>"
            + "</profiles>";

    assertThat(fetching(properties)).contains("<id>p</id>").doesNotContain("secret");
  }

  @Test
  void aBuildSeesAddressesWithoutTheirUsers() throws IOException {
    Path file =
        settings(
            "settings.xml", LOGIN + profile(repository("corp", "https://me:secret@corp.example")));

    assertThat(MavenSettings.withoutSecrets(file, folder.resolve("copy.xml")))
        .content()
        .contains("https://corp.example")
        .doesNotContain("secret");
  }

  @Test
  void theCopyIsReadableToThoseWhoMayReadTheOriginal() throws IOException {
    Path file = settings("settings.xml", LOGIN);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    Path copy = MavenSettings.forFetching(file, List.of(file), folder.resolve("copy.xml"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsNoXmlIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("settings.xml"), "<settings>");

    assertThatThrownBy(() -> MavenSettings.withoutSecrets(file, folder.resolve("copy.xml")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(file.toString());
  }
}
