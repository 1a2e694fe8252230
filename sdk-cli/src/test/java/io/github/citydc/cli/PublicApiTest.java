package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.model.population.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/compatibility.md promises of the form of the public API of every module. */
class PublicApiTest {

  private static final String ROOT = "io.github.citydc.";
  private static final int MANY = 6;
  private static final List<Path> SOURCES =
      Stream.of("core", "signing", "testkit", "s3")
          .map(module -> Path.of("..", "sdk-" + module, "src/main/java"))
          .toList();
  private static final Pattern SAYS_WHO =
      Pattern.compile(
          "To\\s+(\\* )?be\\s+(\\* )?implemented by applications"
              + "|@NotForImplementation\npublic interface|public sealed interface");

  private static final JavaClasses ALL = AllModules.CLASSES;

  @Test
  void every_module_is_looked_at() {
    assertThat(publicTypes())
        .extracting(JavaClass::getSimpleName)
        .contains("ExchangeClient", "SigningKey", "SandboxNode")
        .doesNotContain("Cdx");
  }

  @Test
  void every_public_record_with_many_components_has_a_builder() {
    List<Class<?>> large =
        publicTypes()
            .map(JavaClass::reflect)
            .filter(type -> type.isRecord() && type.getRecordComponents().length > MANY)
            .toList();

    assertThat(large).contains(Person.class, Envelope.class, Problem.class);
    assertThat(large)
        .allSatisfy(
            type -> {
              Class<?> builder = Class.forName(type.getName() + "Builder");
              assertThat(builder.getMethod("builder", type).getReturnType()).isEqualTo(builder);
            });
  }

  @Test
  void no_public_method_is_a_wither() {
    assertThat(publicMethods(name -> name.matches("with[A-Z].*"))).isEmpty();
    assertThat(publicMethods(name -> name.equals("toBuilder"))).isNotEmpty();
  }

  @Test
  void every_public_interface_says_who_implements_it() throws IOException {
    List<String> silent = new ArrayList<>();
    for (JavaClass type : publicTypes().filter(PublicApiTest::isTopLevelInterface).toList()) {
      if (!SAYS_WHO.matcher(source(type)).find()) {
        silent.add(type.getName());
      }
    }

    assertThat(silent).isEmpty();
    assertThat(SAYS_WHO.matcher("/** A thing. */ public interface Thing {").find()).isFalse();
  }

  @Test
  void only_the_clock_of_the_registers_asks_the_system_for_the_time() {
    Set<String> asking =
        Set.copyOf(
            ALL.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(PublicApiTest::asksTheSystemForTheTime)
                .map(access -> access.getOriginOwner().getSimpleName())
                .toList());

    assertThat(asking).containsExactly("ChinaTime");
  }

  /** The command line is the application: the clock it hands in is this one. */
  @Test
  void a_clock_is_a_default_that_can_be_replaced_and_is_not_read_where_it_is_taken() {
    assertThat(
            ALL.stream()
                .filter(type -> !type.getPackageName().startsWith(ROOT + "cli"))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> calls(unit, ChinaTime.class, "clock"))
                .filter(unit -> calls(unit, Clock.class, "instant") || readsAClock(unit)))
        .extracting(unit -> unit.getOwner().getSimpleName())
        .containsExactly("CalendarDate");
  }

  private static boolean asksTheSystemForTheTime(JavaAccess<?> access) {
    String target = access.getTarget().getFullName();
    return target.matches("java\\.time\\..*\\.now\\((java\\.time\\.ZoneId)?\\)")
        || target.matches("java\\.time\\.Clock\\.(system|tick).*")
        || target.startsWith("java.lang.System.currentTimeMillis")
        || target.matches("java\\.util\\.Date\\.<init>\\(\\)")
        || target.startsWith("java.util.Calendar.getInstance");
  }

  private static boolean readsAClock(JavaCodeUnit unit) {
    return unit.getAccessesFromSelf().stream()
        .anyMatch(access -> access.getTarget().getFullName().endsWith(".now(java.time.Clock)"));
  }

  private static boolean calls(JavaCodeUnit unit, Class<?> owner, String method) {
    return unit.getAccessesFromSelf().stream()
        .anyMatch(
            access ->
                access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(method));
  }

  private static String source(JavaClass type) throws IOException {
    for (Path sources : SOURCES) {
      Path file = sources.resolve(type.getName().replace('.', '/') + ".java");
      if (Files.exists(file)) {
        return Files.readString(file);
      }
    }
    throw new IOException("No source of " + type.getName());
  }

  private static boolean isTopLevelInterface(JavaClass type) {
    return type.isInterface() && !type.isAnnotation() && type.isTopLevelClass();
  }

  private static List<String> publicMethods(Predicate<String> name) {
    return publicTypes()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(method -> name.test(method.getName()))
        .map(method -> method.getFullName())
        .toList();
  }

  private static Stream<JavaClass> publicTypes() {
    return ALL.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> !type.getPackageName().contains(".internal"))
        .filter(type -> !type.getPackageName().startsWith(ROOT + "cli"));
  }
}
