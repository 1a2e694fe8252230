package io.github.citydc.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the driver signs for its tasks, and what it does not. */
class SigningDeskTest {

  private static final MessageId BATCH = MessageId.derived(Instant.EPOCH, "one");
  private static final String PART = "/cdx/v1/parts/sha-256:" + "0123456789abcdef".repeat(4);
  private final SandboxCity city = SandboxCity.found("Test Root");
  private final SigningDesk desk = new SigningDesk();

  @Test
  void a_ticket_of_a_write_is_good_for_the_parts_of_its_batch_only() {
    SigningKey key = city.enrol(TestHub.TIANHE);
    String ticket = desk.open(key, SigningRules.partsOf(BATCH, TestHub.HUB));

    sign(key, ticket, "PUT", PART + "?for=" + BATCH);
    sign(key, ticket, "HEAD", PART + "?for=" + BATCH);

    for (String refused :
        new String[] {
          "PUT " + PART,
          "PUT " + PART + "?for=" + MessageId.derived(Instant.EPOCH, "other"),
          "PUT /cdx/v1/parts/x?for=" + BATCH,
          "DELETE " + PART + "?for=" + BATCH,
          "POST /cdx/v1/batches?for=" + BATCH,
          "POST /cdx/v1/messages?for=" + BATCH,
          "GET /cdx/v1/records?for=" + BATCH
        }) {
      String[] request = refused.split(" ", 2);
      assertThatThrownBy(() -> sign(key, ticket, request[0], request[1]))
          .as(refused)
          .hasStackTraceContaining("only requests of its own write or read");
    }
    assertThatThrownBy(
            () -> desk.sign(ticket, "anything at all".getBytes(StandardCharsets.US_ASCII)))
        .isInstanceOf(SecurityException.class);
  }

  @Test
  void a_ticket_of_a_read_is_good_for_records_only_and_none_after_its_end() {
    SigningKey key = city.enrol(TestHub.TIANHE);
    String ticket = desk.open(key, SigningRules.recordsOf(TestHub.HUB));

    sign(key, ticket, "GET", "/cdx/v1/records?type=population.person/1");
    assertThatThrownBy(() -> sign(key, ticket, "PUT", PART + "?for=" + BATCH))
        .hasStackTraceContaining("only requests of its own");

    desk.close(ticket);
    assertThatThrownBy(() -> sign(key, ticket, "GET", "/cdx/v1/records"))
        .hasStackTraceContaining("has ended");
    assertThat(desk.tickets()).isEmpty();
  }

  /** As a task signs. */
  private void sign(SigningKey key, String ticket, String method, String target) {
    SigningKey remote =
        SigningKey.fromProvider(
            new DriverProvider.Key(),
            DriverProvider.of(text -> desk.sign(ticket, text)),
            key.certificates());
    HttpRequest request =
        new HttpRequest(
            method,
            URI.create("http://127.0.0.1:1" + target),
            HttpHeaders.empty(),
            Content.empty());
    HttpSignatures.signer(remote).sign(request, TestHub.HUB);
  }
}
