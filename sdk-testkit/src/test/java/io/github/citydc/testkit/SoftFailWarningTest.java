package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.signing.trust.TrustStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node's log says when nobody knows whether a certificate was revoked. */
class SoftFailWarningTest {

  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  @Test
  void one_line_warns_however_many_messages_come() {
    SandboxCity city = SandboxCity.found("Test Root");
    List<X509Certificate> chain = city.enrol(TIANHE).certificates();
    TrustStore trust =
        city.trust()
            .revocation(RevocationCheck.builder(RevocationPolicy.SOFT_FAIL).offline().build());
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream err = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      for (int i = 0; i < 20; i++) {
        trust.validate(chain, Instant.now());
      }
    } finally {
      System.setErr(err);
    }

    assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("WARN")))
        .singleElement()
        .asString()
        .contains("It is not known whether the certificate of", "soft fail");
  }
}
