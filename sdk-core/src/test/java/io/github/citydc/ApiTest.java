package io.github.citydc;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.citydc.exchange.message.ExchangeException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What docs/compatibility.md promises of the form of the public API, as far as it is about core
 * only; PublicApiTest of sdk-cli asks the rest of all modules.
 */
class ApiTest {

  private static final String EXCHANGE = "io.github.citydc.exchange";

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

  private static Stream<JavaClass> publicTypes() {
    return ArchitectureTest.CORE.stream()
        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
        .filter(type -> !type.getPackageName().contains(".internal"));
  }
}
