package io.github.citydc.testkit.conformance;

import java.util.List;
import java.util.stream.Stream;

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
    BundleChecks.addTo(checks);
    AbandonedChecks.addTo(checks);
    ProfileChecks.addTo(checks);
    return checks.inOrder();
  }

  static List<Check<ClientExaminer>> ofClients() {
    Checks<ClientExaminer> checks = new Checks<>(ConformanceCheck.Role.CLIENT);
    ClientChecks.addTo(checks);
    ClientTransferChecks.addTo(checks);
    ClientBundleChecks.addTo(checks);
    ClientDocumentChecks.addTo(checks);
    return checks.inOrder();
  }

  static List<ConformanceCheck> checks() {
    return Stream.concat(
            ofNodes().stream().map(Check::about), ofClients().stream().map(Check::about))
        .toList();
  }
}
