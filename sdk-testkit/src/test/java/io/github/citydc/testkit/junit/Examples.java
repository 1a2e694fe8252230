package io.github.citydc.testkit.junit;

import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;

/** The examples of the standard. */
final class Examples {

  private Examples() {}

  static Person person() {
    return PayloadJson.standard()
        .read(
            InterfaceStandard.example(PayloadType.of(Person.class))
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8),
            Person.class);
  }
}
