package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/**
 * A record of a web application, or of a tool that reloads classes, beside the SDK of its parent.
 */
class OtherClassLoaderTest {

  /** Loaded a second time. */
  public record Plain(@NotBlank String name) {}

  /** Defines the record itself and leaves the rest to its parent. */
  private static final class Application extends ClassLoader {

    Application() {
      super(OtherClassLoaderTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(Plain.class.getName()) ? again(name) : super.loadClass(name, resolve);
    }

    private Class<?> again(String name) {
      String file = "/" + name.replace('.', '/') + ".class";
      try (InputStream in = OtherClassLoaderTest.class.getResourceAsStream(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void a_record_of_another_class_loader_is_validated() throws Exception {
    Class<?> type = new Application().loadClass(Plain.class.getName());
    Object record = type.getConstructor(String.class).newInstance(" ");

    ValidationReport report = PayloadValidator.standard().validate(record);

    assertThat(type).isNotEqualTo(Plain.class);
    assertThat(report.errors()).extracting(Violation::code).containsExactly("member.required");
  }
}
