package io.github.citydc.signing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;

class SigningArchitectureTest {

  private static final String ROOT = "io.github.citydc.signing";

  /** Read once: it is most of the work. */
  private static final JavaClasses SIGNING =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void messagesUseTrustAndTrustUsesKeys() {
    straightLine(ROOT + ".http", ROOT + ".trust", ROOT).check(SIGNING);
  }

  @Test
  void theDoctorLooksAtMessagesAndNobodyNeedsIt() {
    straightLine(ROOT + ".doctor", ROOT + ".http", ROOT).check(SIGNING);
  }

  @Test
  void trustDoesNotKnowTheSandbox() {
    straightLine(ROOT + ".sandbox", ROOT + ".trust", ROOT).check(SIGNING);
  }

  @Test
  void filesAndPayloadsUseTrustAndTrustUsesKeys() {
    straightLine(ROOT + ".cms", ROOT + ".trust", ROOT).check(SIGNING);
    straightLine(ROOT + ".payload", ROOT + ".trust", ROOT).check(SIGNING);
  }

  @Test
  void connectionsUseTrustAndTrustUsesKeys() {
    straightLine(ROOT + ".tls", ROOT + ".trust", ROOT).check(SIGNING);
  }

  @Test
  void gatewaysStandApart() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".gateway")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".http", ROOT + ".trust", ROOT + ".cms", ROOT + ".payload")
        .check(SIGNING);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".gateway")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".gateway")
        .check(SIGNING);
  }

  @Test
  void theLineCannotBeTurnedRound() {
    assertThatThrownBy(() -> straightLine(ROOT, ROOT + ".trust", ROOT + ".http").check(SIGNING))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void helpersUseNothingOfTheModule() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".internal")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".trust", ROOT + ".http")
        .check(SIGNING);
  }

  /**
   * But for the ready-made link of a node, which puts keys and client together, and the fetcher,
   * which needs the one transport that filters addresses.
   */
  @Test
  void onlyContractsOfCoreAreUsed() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.github.citydc.signing.node..")
        .and()
        .doNotHaveSimpleName("HttpRevocationFetcher")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.github.citydc.model..",
            "io.github.citydc.validation..",
            "io.github.citydc.exchange.jdbc..",
            "io.github.citydc.exchange.servlet..",
            "io.github.citydc.exchange..internal..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("io\\.github\\.citydc\\.exchange\\.http\\.(OkHttp|JdkHttp)Transport")
        .check(SIGNING);
  }

  @Test
  void nothingChangesTheJvmForEverybody() {
    noClasses()
        .should()
        .callMethod(Security.class, "addProvider", Provider.class)
        .orShould()
        .callMethod(Security.class, "insertProviderAt", Provider.class, int.class)
        .orShould()
        .callMethod(Security.class, "setProperty", String.class, String.class)
        .orShould()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .check(SIGNING);
  }

  @Test
  void theGenericCurveOfSm2IsNotUsed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.bouncycastle.asn1.gm.GMNamedCurves")
        .check(SIGNING);
  }

  /** Each package may use those behind it, and none before it. */
  private static ArchRule straightLine(String first, String second, String third) {
    return Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("first")
        .definedBy(first)
        .layer("second")
        .definedBy(second)
        .layer("third")
        .definedBy(third)
        .whereLayer("first")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("second")
        .mayOnlyBeAccessedByLayers("first")
        .whereLayer("third")
        .mayOnlyBeAccessedByLayers("first", "second");
  }
}
