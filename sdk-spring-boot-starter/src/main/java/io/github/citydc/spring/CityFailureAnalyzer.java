package io.github.citydc.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong property without a stack trace: description and action. */
final class CityFailureAnalyzer extends AbstractFailureAnalyzer<CityPropertyException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CityPropertyException cause) {
    return new FailureAnalysis(
        "Property " + cause.property() + ": " + cause.problem() + ".", cause.action(), cause);
  }
}
