package io.github.citydc.spring.test;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link CityTest} on a test class. */
final class CityTestCustomizers implements ContextCustomizerFactory {

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
    CityTest test = TestContextAnnotationUtils.findMergedAnnotation(testClass, CityTest.class);
    return test == null ? null : new CityTestCustomizer(test.hub(), Set.of(test.records()));
  }
}
