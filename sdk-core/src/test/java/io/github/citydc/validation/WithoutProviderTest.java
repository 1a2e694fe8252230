package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.ClassPathWithout;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that has excluded every Jakarta Validation provider. */
class WithoutProviderTest {

  /** Knows nothing a plan does not know. */
  public record Plain(@NotBlank @ValidMobilePhone String phone) {}

  /** What a mail address is, is for a provider to say. */
  public record Mail(@Email String address) {}

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private URLClassLoader application;

  @BeforeEach
  void start() {
    application = ClassPathWithout.libraries("hibernate-validator", "bval");
    Thread.currentThread().setContextClassLoader(application);
  }

  @AfterEach
  void stop() throws Exception {
    Thread.currentThread().setContextClassLoader(before);
    application.close();
  }

  @Test
  void records_are_validated_all_the_same() throws Exception {
    assertThat(validate(Plain.class, "12").toString()).contains("mobile-phone.length");
  }

  @Test
  void a_constraint_that_is_not_known_is_named() {
    assertThatThrownBy(() -> validate(Mail.class, "nobody"))
        .cause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@jakarta.validation.constraints.Email")
        .hasMessageContaining("no Jakarta Validation provider");
  }

  private Object validate(Class<?> type, String member) throws Exception {
    Object record =
        application.loadClass(type.getName()).getConstructor(String.class).newInstance(member);
    Class<?> validator = application.loadClass(PayloadValidator.class.getName());
    Object standard = validator.getMethod("standard").invoke(null);
    return validator.getMethod("validate", Object.class).invoke(standard, record);
  }
}
