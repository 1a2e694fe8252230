package io.github.citydc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.citydc.naming.node.NodeId;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.github.citydc.";

  /** Read once: it is most of the work. */
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.citydc");

  @Test
  void packages_form_one_straight_line() {
    assertThat(CORE).isNotEmpty();
    straightLine("exchange", "model", "validation", "naming", "code").check(CORE);
  }

  @Test
  void the_line_cannot_be_turned_round() {
    assertThatThrownBy(
            () -> straightLine("code", "naming", "validation", "model", "exchange").check(CORE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(NodeId.class.getName());
  }

  @Test
  void there_is_no_cryptography_in_core() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bouncycastle..", "javax.crypto..", "io.github.citydc.signing..")
        .check(CORE);
  }

  @Test
  void internals_stay_within_their_part() {
    noClasses()
        .that(
            describe(
                "are not in exchange",
                (JavaClass c) -> !c.getPackageName().startsWith(ROOT + "exchange")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ROOT + "exchange.internal.."))
        .check(CORE);
    noClasses()
        .that(
            describe(
                "are not in validation",
                (JavaClass c) -> !c.getPackageName().startsWith(ROOT + "validation")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(ROOT + "validation.internal.."))
        .check(CORE);
  }

  @Test
  void nothing_changes_the_jvm_for_everybody() {
    noClasses()
        .should()
        .callMethod(java.security.Security.class, "addProvider", java.security.Provider.class)
        .orShould()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .orShould()
        .callMethod(java.util.Locale.class, "setDefault", java.util.Locale.class)
        .check(CORE);
  }

  /** Each layer may use those behind it, and no layer those before it. */
  private static ArchRule straightLine(String... layers) {
    var architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String layer : layers) {
      architecture = architecture.layer(layer).definedBy(ROOT + layer + "..");
    }
    for (int i = 0; i < layers.length; i++) {
      architecture =
          i == 0
              ? architecture.whereLayer(layers[0]).mayNotBeAccessedByAnyLayer()
              : architecture
                  .whereLayer(layers[i])
                  .mayOnlyBeAccessedByLayers(java.util.Arrays.copyOf(layers, i));
    }
    return architecture;
  }
}
