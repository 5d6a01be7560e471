package dev.hephaestus.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The stage order, and which package may touch which library. There are no exemptions. */
@AnalyzeClasses(
    packages = "dev.hephaestus.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.hephaestus.server";

  @ArchTest
  static final ArchRule dataFlowsOneWayThroughTheStages =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("ingest")
          .definedBy(ROOT + ".ingest..")
          .layer("incident")
          .definedBy(ROOT + ".incident..")
          .layer("localization")
          .definedBy(ROOT + ".localization..")
          .layer("repair")
          .definedBy(ROOT + ".repair..")
          .layer("validation")
          .definedBy(ROOT + ".validation..")
          .layer("delivery")
          .definedBy(ROOT + ".delivery..")
          .layer("pipeline")
          .definedBy(ROOT + ".pipeline..")
          .whereLayer("ingest")
          .mayNotAccessAnyLayer()
          .whereLayer("incident")
          .mayOnlyAccessLayers("ingest")
          .whereLayer("localization")
          .mayOnlyAccessLayers("ingest", "incident")
          .whereLayer("repair")
          .mayOnlyAccessLayers("ingest", "incident", "localization")
          .whereLayer("validation")
          .mayOnlyAccessLayers("ingest", "incident", "localization", "repair")
          .whereLayer("delivery")
          .mayOnlyAccessLayers("ingest", "incident", "localization", "repair", "validation");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule grpcAndGeneratedTypesStayInTheTransport =
      only("[grpc|otlp]", "io.grpc..", "com.google.protobuf..", "com.google.rpc..");

  @ArchTest static final ArchRule ourWireStaysInGrpc = only("grpc", "dev.hephaestus.proto..");

  @ArchTest
  static final ArchRule openTelemetrysWireStaysInOtlp = only("otlp", "io.opentelemetry..");

  @ArchTest static final ArchRule sqlStaysInTheStore = only("store", "java.sql..", "org.jdbi..");

  @ArchTest
  static final ArchRule callsOfGitHubStayInGithub = only("github", "org.kohsuke..", "okhttp3..");

  @ArchTest
  static final ArchRule limitsOfModelCallsStayInAi = only("ai", "io.github.resilience4j..");

  @ArchTest
  static final ArchRule limitsAreKeptByThoseWhoSetThem =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".ai..", ROOT + ".security..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.github.bucket4j..");

  @ArchTest static final ArchRule httpStaysInTheApi = only("api", "io.javalin..");

  @ArchTest
  static final ArchRule onlyTheCompositionRootExitsOrReadsTheEnvironment =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".app..")
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);

  @ArchTest
  static final ArchRule nobodyDependsOnTheCompositionRoot =
      classes()
          .that()
          .resideInAPackage(ROOT + ".app..")
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAPackage(ROOT + ".app..");

  private static ArchRule only(String room, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .allowEmptyShould(true);
  }
}
