package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditTrail;
import io.github.citydc.exchange.audit.LoggedEntry;
import io.github.citydc.exchange.jdbc.JdbcAuditLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.spring.Reception.Note;
import io.github.citydc.spring.test.CityTest;
import io.github.citydc.testkit.SandboxCity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The audit trail of an application, by one property. */
@CityTest(classes = Reception.class)
@TestPropertySource(properties = "citydc.audit.enabled=true")
class AuditPropertyTest {

  @Autowired private SandboxCity city;
  @Autowired private NodeDatabase database;
  @Autowired private AuditTrail trail;

  @Test
  void what_is_received_is_written_down() {
    try (ExchangeClient neighbour = city.client(TestCity.NEIGHBOUR).build()) {
      neighbour.send(TestCity.SELF, Note.that("a1", "nothing else"));
    }
    trail.close();

    List<LoggedEntry> entries = JdbcAuditLog.on(database).list(AuditFilter.all(), 0, 10);
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).entry().node()).contains(TestCity.NEIGHBOUR);
    assertThat(entries.get(0).entry().action()).isEqualTo("POST messages");
  }
}
