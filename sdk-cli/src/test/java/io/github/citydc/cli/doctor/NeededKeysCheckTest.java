package io.github.citydc.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustedReceiver;
import io.github.citydc.testkit.SandboxCity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which keys encrypted messages need, before one is removed. */
class NeededKeysCheckTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");
  private static final OffsetDateTime THEN = OffsetDateTime.parse("2026-11-20T09:00:00+08:00");
  private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final X509Certificate old =
      city.ca().issueDual(HUB).decryption().certificate().orElseThrow();
  private final X509Certificate renewed =
      city.ca().issueDual(HUB).decryption().certificate().orElseThrow();
  private final StringWriter out = new StringWriter();
  private final Checkup checkup = new Checkup(new PrintWriter(out, true), Locale.ENGLISH);
  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void start() {
    database = Database.open(folder.resolve("hub").toString(), Optional.empty(), Optional.empty());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void the_key_that_waiting_messages_need_is_named() throws Exception {
    JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), GRID));
    Envelope envelope = sealedFor(old);
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(
          connection,
          new PreparedMessage(envelope, Content.of(envelope.toJson())),
          Optional.empty());
      connection.commit();
    }

    new NeededKeysCheck(Optional.empty(), NOW).ofOutbox(outbox, checkup);

    assertThat(out.toString())
        .contains("1 waiting messages are encrypted for the key " + KeyId.of(old))
        .contains("it must stay with " + HUB);
    assertThat(checkup.findings()).isZero();
  }

  @Test
  void a_key_that_was_in_use_lately_and_is_no_longer_there_is_a_finding() throws Exception {
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB));
    Envelope envelope = sealedFor(old);
    Content body = Content.of(envelope.toJson());
    inbox.store(
        InboxEntry.builder()
            .sender(GRID)
            .messageId(envelope.messageId())
            .type(envelope.type())
            .operation(envelope.operation())
            .bodyDigest(ContentHash.of(body))
            .acceptedAt(THEN)
            .body(body)
            .evidence(
                new SignatureEvidence(
                    "base", "c2ln", List.of("Y2VydA=="), RevocationEvidence.none()))
            .receipt(Content.of("{}".getBytes(StandardCharsets.UTF_8)))
            .build(),
        connection -> {});

    new NeededKeysCheck(Optional.of(KeyId.of(old)), NOW).ofInbox(inbox, checkup);
    assertThat(checkup.findings()).isZero();
    assertThat(out.toString())
        .contains("1 messages of the last 30 days were encrypted for the key " + KeyId.of(old))
        .contains("keep it until 2026-12-20T01:00:00Z at least");

    new NeededKeysCheck(Optional.of(KeyId.of(renewed)), NOW).ofInbox(inbox, checkup);
    assertThat(checkup.findings()).isEqualTo(1);
    assertThat(out.toString()).contains("It is not the key in this folder");

    new NeededKeysCheck(Optional.of(KeyId.of(renewed)), NOW.plusSeconds(30L * 86_400))
        .ofInbox(inbox, checkup);
    assertThat(checkup.findings()).isEqualTo(1);
  }

  private Envelope sealedFor(X509Certificate certificate) {
    TrustedReceiver receiver =
        city.trust().validateForEncryption(List.of(certificate), Instant.now());
    String encrypted =
        new PayloadEncryptor(GRID, new SecureRandom())
            .encrypt("{}".getBytes(StandardCharsets.UTF_8), receiver);
    return Envelope.builder()
        .messageId(MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c073990"))
        .type(PayloadType.parse("population.person/1"))
        .operation(Operation.UPSERT)
        .sender(GRID)
        .receiver(HUB)
        .sentAt(THEN)
        .payload(JsonNodeFactory.instance.objectNode().put("$encrypted", encrypted))
        .build();
  }
}
