package io.github.citydc.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "io.github.citydc.";
  private static final String[] CORE = {
    ROOT + "exchange..",
    ROOT + "model..",
    ROOT + "validation..",
    ROOT + "naming..",
    ROOT + "code..",
    ROOT + "internal.."
  };

  private static final JavaClasses ALL = AllModules.CLASSES;

  @Test
  void arrows_point_down() {
    house("cli", "testkit", "signing", "core").check(ALL);
  }

  @Test
  void an_arrow_cannot_be_turned_round() {
    assertThatThrownBy(() -> house("cli", "signing", "testkit", "core").check(ALL))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SandboxNode");
    assertThatThrownBy(() -> house("core", "signing", "testkit", "cli").check(ALL))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void nothing_outside_a_module_uses_its_internals() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage(ROOT + "signing..", ROOT + "testkit..", ROOT + "cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "exchange..internal..",
            ROOT + "validation.internal..",
            ROOT + "naming.internal..")
        .check(ALL);
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "signing..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + "signing..internal..")
        .check(ALL);
  }

  @Test
  void no_packages_of_any_module_know_each_other_in_a_circle() {
    slices()
        .matching(ROOT + "(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAPackage(ROOT + "validation"), resideInAPackage(ROOT + "validation.internal"))
        .check(ALL);
  }

  @Test
  void a_package_can_be_read_in_one_listing() {
    assertThat(PublicTypes.byPackage(ALL))
        .allSatisfy(
            (name, types) -> {
              if (!name.equals(ROOT + "code")) {
                assertThat(types).as(name).hasSizeLessThanOrEqualTo(35);
              }
            });
  }

  /** The decoder is a service; the doctor examines by the profile, whose types users see. */
  @Test
  void an_exported_package_shows_only_what_its_users_meet() throws IOException {
    assertThat(PublicTypes.metByNobody(ALL, "signing", docs()))
        .containsExactlyInAnyOrder("CdxProfile", "Sm2CertificateDecoder");
    assertThat(PublicTypes.metByNobody(ALL, "testkit", docs())).isEmpty();
  }

  private static String docs() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", "docs"))) {
      StringBuilder text = new StringBuilder(Files.readString(Path.of("..", "README.md")));
      for (Path file : files.filter(name -> name.toString().endsWith(".md")).toList()) {
        text.append(Files.readString(file));
      }
      return text.toString();
    }
  }

  /** SM3 is found as a service. */
  @Test
  void what_is_public_inside_is_used_elsewhere() {
    assertThat(PublicTypes.usedByNoOtherPackage(ALL))
        .containsExactly(ROOT + "signing.internal.Sm3HashProvider");
  }

  /**
   * The doctor rebuilds what a stranger's lax library may have written, so it reads as laxly. That
   * it is found shows that a second reader would be.
   */
  @Test
  void readers_of_json_are_made_in_one_class() {
    assertThat(ALL)
        .filteredOn(
            type ->
                type.getCodeUnitCallsFromSelf().stream().anyMatch(ArchitectureTest::makesReader))
        .extracting(JavaClass::getName)
        .containsExactlyInAnyOrder(
            ROOT + "internal.StrictJson", ROOT + "signing.doctor.JsonVariants");
  }

  private static boolean makesReader(JavaCodeUnitAccess<?> call) {
    return Stream.of(ObjectMapper.class, JsonMapper.class, JsonFactory.class)
            .anyMatch(reader -> call.getTargetOwner().isEquivalentTo(reader))
        && (call.getName().equals("<init>") || call.getName().equals("builder"));
  }

  @Test
  void digests_of_the_platform_are_asked_for_in_one_class() {
    assertThat(ALL)
        .filteredOn(
            type ->
                type.getMethodCallsFromSelf().stream()
                    .anyMatch(
                        call ->
                            call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                                && call.getName().equals("getInstance")))
        .extracting(JavaClass::getName)
        .containsExactly(ROOT + "internal.Sha256");
  }

  @Test
  void okhttp_is_the_default_transport_and_nothing_else_uses_it() {
    assertThat(PublicTypes.using(ALL, "okhttp3"))
        .containsExactlyInAnyOrder("OkHttpTransport", "GatewayInterceptor");
  }

  @Test
  void no_provider_is_registered_anywhere() {
    ArchRuleDefinition.noClasses()
        .should()
        .callMethod(java.security.Security.class, "addProvider", java.security.Provider.class)
        .orShould()
        .callMethod(
            java.security.Security.class,
            "insertProviderAt",
            java.security.Provider.class,
            int.class)
        .check(ALL);
  }

  private static ArchRule house(String... modules) {
    var architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String module : modules) {
      architecture =
          architecture
              .layer(module)
              .definedBy(module.equals("core") ? CORE : new String[] {ROOT + module + ".."});
    }
    for (int i = 0; i < modules.length; i++) {
      architecture =
          i == 0
              ? architecture.whereLayer(modules[0]).mayNotBeAccessedByAnyLayer()
              : architecture
                  .whereLayer(modules[i])
                  .mayOnlyBeAccessedByLayers(java.util.Arrays.copyOf(modules, i));
    }
    return architecture;
  }
}
