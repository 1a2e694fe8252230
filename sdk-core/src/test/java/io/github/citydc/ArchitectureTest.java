package io.github.citydc;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.github.citydc.";

  /** Read once: it is most of the work. */
  static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.citydc");

  @Test
  void packages_form_one_straight_line() {
    assertThat(CORE).isNotEmpty();
    straightLine("exchange", "model", "validation", "naming", "code", "internal").check(CORE);
  }

  @Test
  void the_line_cannot_be_turned_round() {
    assertThatThrownBy(
            () ->
                straightLine("internal", "code", "naming", "validation", "model", "exchange")
                    .check(CORE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(NodeId.class.getName());
  }

  @Test
  void no_packages_know_each_other_in_a_circle() {
    House.withoutCircles()
        .ignoreDependency(
            resideInAPackage(ROOT + "validation"), resideInAPackage(ROOT + "validation.internal"))
        .check(CORE);
  }

  /** Jakarta's validatedBy needs the one circle there is; it shows that circles are found. */
  @Test
  void a_circle_is_found() {
    assertThatThrownBy(() -> House.withoutCircles().check(CORE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("validation.internal");
  }

  @Test
  void the_floors_of_the_exchange_lie_on_each_other() {
    House.floors(
            ROOT + "exchange",
            List.of("jdbc..", "servlet.."),
            List.of(
                "outbox..",
                "batch..",
                "bundle..",
                "file..",
                "records..",
                "sharing..",
                "reconciliation..",
                "document..",
                "query..",
                "usage..",
                "audit..",
                "content.."),
            List.of(""),
            List.of("event.."),
            List.of("security.."),
            List.of("http.."),
            List.of("message..", "archive.."),
            List.of("internal.."))
        .check(CORE);
  }

  @Test
  void client_and_receiver_know_no_feature_and_few_types() {
    for (Class<?> side : List.of(ExchangeClient.class, ExchangeReceiver.class)) {
      assertThat(House.libraryTypesUsedBy(CORE.get(side)))
          .hasSizeLessThanOrEqualTo(25)
          .noneMatch(
              type ->
                  type.matches(
                      "io\\.github\\.citydc\\.exchange\\.(outbox|batch|bundle|file|"
                          + "records|sharing|reconciliation|document|query|usage|content|jdbc|servlet)\\..*"));
    }
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
    for (String part : List.of("exchange", "validation")) {
      noClasses()
          .that(
              describe(
                  "are not in " + part,
                  (JavaClass c) -> !c.getPackageName().startsWith(ROOT + part)))
          .should()
          .dependOnClassesThat(
              describe(
                  "are internals of " + part,
                  (JavaClass c) ->
                      c.getPackageName().startsWith(ROOT + part)
                          && c.getPackageName().contains("internal")))
          .check(CORE);
    }
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
