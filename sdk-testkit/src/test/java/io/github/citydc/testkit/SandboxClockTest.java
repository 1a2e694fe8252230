package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** A city lives by the clock it is given, not by that of the system. */
class SandboxClockTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final Instant LONG_AGO = Instant.parse("2003-09-10T00:00:00Z");

  private Instant now = LONG_AGO;
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void a_node_is_enrolled_again_when_its_certificate_has_expired_by_the_clock_of_the_city() {
    SandboxCity city = SandboxCity.found("Test Root", clock);

    X509Certificate first = certificate(city);
    assertThat(first.getNotBefore().toInstant())
        .isBetween(LONG_AGO.minus(Duration.ofHours(1)), LONG_AGO);
    assertThat(certificate(city)).isEqualTo(first);

    now = first.getNotAfter().toInstant().plusSeconds(1);
    assertThat(certificate(city)).isNotEqualTo(first);
  }

  private static X509Certificate certificate(SandboxCity city) {
    return city.key(HUB).certificates().get(0);
  }
}
