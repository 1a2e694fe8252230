package io.github.citydc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tests run on the class path; this one makes a module layer, as an application on the module
 * path gets it.
 */
class ModuleDescriptorTest {

  private static final String OURS = "io.github.citydc.";
  private static final String CORE = "io.github.citydc.core";

  private static Module core;

  @BeforeAll
  static void resolve() {
    Path[] places =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> !place.contains("test-classes"))
            .map(Path::of)
            .filter(Files::exists)
            .toArray(Path[]::new);
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration().resolve(ModuleFinder.of(places), ModuleFinder.of(), Set.of(CORE));
    core =
        ModuleLayer.defineModulesWithOneLoader(configuration, List.of(boot), null)
            .layer()
            .findModule(CORE)
            .orElseThrow();
  }

  @Test
  void only_api_packages_are_exported() {
    assertThat(core.getPackages()).contains("io.github.citydc.exchange.internal");
    assertThat(core.getDescriptor().exports())
        .isNotEmpty()
        .filteredOn(exported -> exported.source().contains("internal"))
        .allMatch(exported -> exported.targets().stream().allMatch(ours -> ours.startsWith(OURS)));
    assertThat(core.getPackages().stream().filter(name -> !name.contains("internal")))
        .filteredOn(
            name -> core.getDescriptor().exports().stream().noneMatch(e -> e.source().equals(name)))
        .isEmpty();
  }

  @Test
  void messages_are_found_inside_the_module() throws ReflectiveOperationException {
    Object kind =
        loaded("code.IdentifierKind").getMethod("valueOf", String.class).invoke(null, "CITIZEN_ID");
    Method title = kind.getClass().getMethod("title", Locale.class);

    assertThat(title.invoke(kind, Locale.CHINESE)).isEqualTo("公民身份号码");
    assertThat(title.invoke(kind, Locale.FRENCH)).isEqualTo("Citizen identification number");
  }

  @Test
  void records_are_read_and_validated_inside_the_module() throws ReflectiveOperationException {
    Class<?> address = loaded("model.Address");
    Object json = loaded("model.PayloadJson").getMethod("standard").invoke(null);
    Object validator = loaded("validation.PayloadValidator").getMethod("standard").invoke(null);
    byte[] text = "{\"division\":\"44010\",\"text\":\"五山路1号\"}".getBytes(StandardCharsets.UTF_8);

    Object record =
        json.getClass().getMethod("read", byte[].class, Class.class).invoke(json, text, address);
    Object report =
        validator.getClass().getMethod("validate", Object.class).invoke(validator, record);

    assertThat(report.getClass().getModule()).isSameAs(core);
    assertThat(report.getClass().getMethod("summary").invoke(report))
        .isEqualTo("/division division.length");
  }

  private static Class<?> loaded(String name) throws ClassNotFoundException {
    return Class.forName("io.github.citydc." + name, true, core.getClassLoader());
  }
}
