package dev.hephaestus.server.app;

import dev.hephaestus.server.ai.LanguageModel;
import dev.hephaestus.server.ai.LanguageModels;
import dev.hephaestus.server.ai.MeteredModel;
import dev.hephaestus.server.localization.BudgetedContextPacker;
import dev.hephaestus.server.localization.ContextPacker;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.pipeline.RepairPipeline;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.TestAuthor;
import dev.hephaestus.server.repair.model.ModelLimits;
import dev.hephaestus.server.repair.model.ModelProposer;
import dev.hephaestus.server.repair.model.ModelTestAuthor;
import dev.hephaestus.server.repair.template.TemplateProposer;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.MirrorSettings;
import dev.hephaestus.server.validation.ValidationSettings;
import dev.hephaestus.server.validation.Validator;
import dev.hephaestus.server.validation.build.KeptBuilds;
import dev.hephaestus.server.validation.build.Toolchain;
import dev.hephaestus.server.validation.sandbox.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stages from the repository to the verdict, wired the same for a server and for a command.
 *
 * @param repositories opens repositories
 * @param localizer finds suspects
 * @param packer chooses code
 * @param validator judges
 * @param builds what is kept of code that was built
 * @param pipeline goes the whole road
 */
record Stages(
    GitRepositories repositories,
    Localizer localizer,
    ContextPacker packer,
    Validator validator,
    KeptBuilds builds,
    RepairPipeline pipeline)
    implements AutoCloseable {

  /** Wires them. */
  static Stages wire(Configuration configuration, Host host) {
    List<TestAuthor> authors = new ArrayList<>();
    List<Proposer> proposers = new ArrayList<>();
    proposers.add(new TemplateProposer());
    if (!configuration.models().isEmpty()) {
      LanguageModel model =
          new MeteredModel(
              host.watched()
                  .apply(
                      new LanguageModels(host.cashier(), host.clock())
                          .inOrder(configuration.models())),
              host.meters());
      proposers.add(new ModelProposer(model, ModelLimits.DEFAULT));
      authors.add(new ModelTestAuthor(model, ModelLimits.DEFAULT));
    }
    GitRepositories repositories =
        new GitRepositories(
            host.folder().resolve("repositories"),
            configuration.repositories().limits(),
            mirrors(configuration, host.gitHub()),
            host.clock());
    FrameLocalizer localizer = new FrameLocalizer();
    ContextPacker packer = new BudgetedContextPacker();
    Path work = configuration.sandbox().workDirectory().orElse(host.folder().resolve("work"));
    Validator validator =
        new LazyValidator(validation(configuration, host.environment(), work), host.escapes());
    return new Stages(
        repositories,
        localizer,
        packer,
        validator,
        new KeptBuilds(work),
        new RepairPipeline(
            repositories,
            localizer,
            packer,
            authors,
            proposers,
            validator,
            host.experience(),
            configuration.repair(),
            host.clock()));
  }

  /** GitHub's accounts read there too, where no other login is given. */
  private static MirrorSettings mirrors(Configuration configuration, GitHubAccess gitHub) {
    MirrorSettings mirrors = configuration.repositories().mirrors();
    return mirrors.with(mirrors.access().or(gitHub.reading()));
  }

  private static ValidationSettings validation(
      Configuration configuration, Map<String, String> environment, Path work) {
    ValidationSettings usual =
        ValidationSettings.of(
            work,
            Toolchain.find(
                environment.getOrDefault("PATH", ""),
                Path.of(System.getProperty("user.home")),
                List.of(),
                Optional.ofNullable(environment.get("MAVEN_HOME")).map(Path::of)));
    Limits limits =
        new Limits(
            configuration.sandbox().buildTimeout(),
            (long) configuration.sandbox().memoryMb() << 20,
            usual.limits().processes(),
            usual.limits().fileBytes(),
            usual.limits().outputBytes());
    return new ValidationSettings(
        work, usual.toolchain(), limits, usual.searchTime(), usual.suiteTime());
  }

  @Override
  public void close() {
    repositories.close();
  }
}
