package io.github.citydc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.model.population.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/compatibility.md promises of the form of the public API. */
class ApiTest {

  private static final int MANY = 6;
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern SAYS_WHO =
      Pattern.compile(
          "To\\s+(\\* )?be\\s+(\\* )?implemented by applications"
              + "|@NotForImplementation\npublic interface|public sealed interface");
  private static final String EXCHANGE = "io.github.citydc.exchange";

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
  void the_time_is_asked_of_a_clock() {
    assertThat(ArchitectureTest.CORE.stream().flatMap(type -> type.getAccessesFromSelf().stream()))
        .noneMatch(ApiTest::asksTheSystemForTheTime)
        .anyMatch(access -> access.getTargetOwner().isEquivalentTo(Clock.class));
  }

  @Test
  void the_codecs_of_messages_are_not_public() {
    assertThat(publicTypes().filter(type -> type.getPackageName().endsWith("exchange.message")))
        .extracting(JavaClass::getSimpleName)
        .contains("Envelope", "JsonMembers")
        .noneMatch(name -> name.endsWith("Json"));
  }

  @Test
  void every_exception_of_an_exchange_has_one_root() {
    assertThat(publicTypes().filter(type -> type.getPackageName().startsWith(EXCHANGE)))
        .filteredOn(type -> type.isAssignableTo(Throwable.class))
        .hasSizeGreaterThan(8)
        .allMatch(type -> type.isAssignableTo(ExchangeException.class));
  }

  @Test
  void every_public_interface_says_who_implements_it() throws IOException {
    List<String> silent = new ArrayList<>();
    for (JavaClass type : publicTypes().filter(ApiTest::isTopLevelInterface).toList()) {
      Path source = SOURCES.resolve(type.getName().replace('.', '/') + ".java");
      if (!SAYS_WHO.matcher(Files.readString(source)).find()) {
        silent.add(type.getName());
      }
    }

    assertThat(silent).isEmpty();
    assertThat(SAYS_WHO.matcher("/** A thing. */ public interface Thing {").find()).isFalse();
  }

  private static boolean isTopLevelInterface(JavaClass type) {
    return type.isInterface() && !type.isAnnotation() && type.isTopLevelClass();
  }

  private static boolean asksTheSystemForTheTime(JavaAccess<?> access) {
    return access.getTargetOwner().getPackageName().equals("java.time")
        && ((access.getName().equals("now") && access.getTarget().getFullName().endsWith("now()"))
            || access.getName().equals("systemUTC")
            || access.getName().equals("systemDefaultZone"));
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
    return ArchitectureTest.CORE.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> !type.getPackageName().contains(".internal"));
  }
}
