package io.github.citydc.testkit.conformance;

import java.util.List;

/** The checks of the suite. */
final class Catalogue {

  private Catalogue() {}

  static List<Check<Examiner>> ofNodes() {
    Checks<Examiner> checks = new Checks<>(ConformanceCheck.Role.NODE);
    SignatureChecks.addTo(checks);
    KeyChecks.addTo(checks);
    RepetitionChecks.addTo(checks);
    EnvelopeChecks.addTo(checks);
    PayloadChecks.addTo(checks);
    LifeChecks.addTo(checks);
    EncryptionChecks.addTo(checks);
    HttpChecks.addTo(checks);
    BatchChecks.addTo(checks);
    ReconciliationChecks.addTo(checks);
    RecordChecks.addTo(checks);
    return checks.inOrder();
  }

  static List<ConformanceCheck> checks() {
    return ofNodes().stream().map(Check::about).toList();
  }
}
