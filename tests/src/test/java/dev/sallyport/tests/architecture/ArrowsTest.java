package dev.sallyport.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use whom. */
final class ArrowsTest {
  private static final String OURS = "dev.sallyport..";
  private static final String CORE = "dev.sallyport.core..";
  private static final String TELEPORT = "dev.sallyport.teleport..";
  private static final String WIRE = "dev.sallyport.teleport.wire..";
  private static final String INTEGRATIONS = "dev.sallyport.integrations..";
  private static final String POLLER = "dev.sallyport.poller..";
  private static final String WORKERS = "dev.sallyport.workers..";
  private static final String WEBHOOKS = "dev.sallyport.webhooks..";
  private static final String SIMULATORS = "dev.sallyport.simulators..";

  static Stream<Arguments> modules() {
    return Stream.of(
        module(CORE),
        module(TELEPORT),
        module(INTEGRATIONS, CORE, TELEPORT),
        module(POLLER, CORE, TELEPORT, INTEGRATIONS),
        module(WORKERS, CORE, TELEPORT, INTEGRATIONS),
        module(WEBHOOKS, CORE),
        module(SIMULATORS, WIRE));
  }

  private static Arguments module(String module, String... mayUse) {
    return Arguments.of(module, mayUse);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleUsesOnlyTheModulesBelowIt(String module, String[] mayUse) {
    hold(
        noClasses()
            .that()
            .resideInAPackage(module)
            .should()
            .dependOnClassesThat(
                resideInAPackage(OURS)
                    .and(resideOutsideOfPackages(module))
                    .and(resideOutsideOfPackages(mayUse))));
  }

  @Test
  void theDomainKnowsTheJdkAndJacksonOnly() {
    hold(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(
                resideOutsideOfPackages(
                        CORE,
                        "java..",
                        "javax.crypto..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations..")
                    .or(resideInAPackage("java.net.http.."))));
  }

  @Test
  void theDoorCarriesNothingHeavy() {
    hold(
        noClasses()
            .that()
            .resideInAPackage(WEBHOOKS)
            .should()
            .dependOnClassesThat(
                resideOutsideOfPackages(
                    WEBHOOKS,
                    CORE,
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson.core..",
                    "com.amazonaws.services.lambda.runtime",
                    "org.jspecify.annotations..")));
  }

  @Test
  void noIntegrationUsesAnother() {
    slices()
        .matching("dev.sallyport.integrations.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(), resideInAPackage("dev.sallyport.integrations.http"))
        .check(OurClasses.ALL);
  }

  @Test
  void onlyTheTeleportIntegrationSpeaksTeleportsLanguage() {
    hold(
        noClasses()
            .that(
                resideInAPackage(INTEGRATIONS)
                    .and(resideOutsideOfPackages("dev.sallyport.integrations.teleport..")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(TELEPORT, "io.grpc..")));
  }

  @Test
  void onlyTheClientAndTheSimulatorsOpenGrpcConnections() {
    hold(
        noClasses()
            .that(resideInAPackage(OURS).and(resideOutsideOfPackages(TELEPORT, SIMULATORS)))
            .should()
            .dependOnClassesThat(resideInAPackage("io.grpc..")));
  }

  @Test
  void everyModuleIsLookedAt() {
    assertThat(OurClasses.packages().keySet())
        .contains(
            "dev.sallyport.core.notice",
            "dev.sallyport.teleport",
            "dev.sallyport.integrations.pagerduty",
            "dev.sallyport.poller",
            "dev.sallyport.workers",
            "dev.sallyport.webhooks",
            "dev.sallyport.simulators.teleport",
            "dev.sallyport.cli");
  }

  private static void hold(ArchRule rule) {
    rule.check(OurClasses.ALL);
  }
}
