package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.exchange.reconciliation.ReconciliationVerdict;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node of the profile sm-only uses and accepts SM2 and SM3, and nothing else. */
class SmOnlyTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final SigningKey key = city.enrol(GRID);
  private SandboxNode hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .recordingEverything()
            .profile(AlgorithmProfile.SM_ONLY)
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private ExchangeClientBuilder client() {
    return ExchangeClient.builder()
        .self(GRID)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory());
  }

  private ExchangeClient ofTheProfile() {
    return client().profile(AlgorithmProfile.SM_ONLY).build();
  }

  @Test
  void it_says_so_to_everybody() throws IOException, InterruptedException {
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/node")).build(),
                BodyHandlers.ofString())
            .body();
    JsonNode node = new JsonMapper().readTree(answer);

    assertThat(node.path("profile").asText()).isEqualTo("sm-only");
    assertThat(node.path("digests")).hasToString("[\"sm3\"]");
  }

  @Test
  void its_receipts_are_by_sm3_and_verify_offline() {
    try (ExchangeClient client = client().build()) {
      SignedReceipt receipt = client.send(HUB, TestPeople.number(1));

      assertThat(receipt.receipt().bodyDigest().algorithm()).isEqualTo(HashAlgorithm.SM3);
      SignedReceipt kept = SignedReceipt.fromJson(receipt.toJson());
      assertThat(new ReceiptVerifier(city.trust()).verify(kept).signer()).isEqualTo(HUB);
      assertThat(kept.receipt().bodyDigest().shortText()).startsWith("sm3:");
    }
  }

  @Test
  void a_batch_and_a_file_of_the_profile_are_named_by_sm3(@TempDir Path folder) throws IOException {
    try (ExchangeClient client = ofTheProfile()) {
      UploadReport report =
          Uploader.through(client)
              .upload(HUB, Person.class, TestPeople.first(50), ProgressListener.none());
      assertThat(report.accepted()).isEqualTo(50);

      Path file = Files.writeString(folder.resolve("a.txt"), "附件");
      PartReference reference = FileSender.through(client).send(HUB, file, "text/plain");
      assertThat(reference.digest()).startsWith("sm3:");
    }
  }

  @Test
  void a_part_named_by_another_algorithm_is_refused() {
    Content line = Content.ofText("{}\n");
    try (ExchangeClient client = client().build()) {
      assertThatThrownBy(
              () ->
                  client.call(
                      HUB,
                      Call.bringing(
                          "PUT", "/parts/" + ContentHash.of(line), "application/x-ndjson", line)))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().code()).hasToString("digest-mismatch");
                assertThat(e.problem().detailZh()).contains("sm3");
              });
    }
  }

  @Test
  void a_body_digested_by_sha_256_is_refused() {
    try (ExchangeClient client =
        client()
            .signer(HttpSignatures.signerBuilder(key).digest(DigestAlgorithm.SHA_256).build())
            .maxAttempts(1)
            .build()) {
      assertThatThrownBy(() -> client.send(HUB, TestPeople.number(2)))
          .isInstanceOfSatisfying(
              UnverifiedRequestException.class,
              e -> {
                assertThat(e.code()).hasToString("signature-invalid");
                assertThat(e.detail()).contains("sm3 only");
              });
    }
  }

  @Test
  void a_client_of_the_profile_cannot_digest_otherwise() {
    assertThatThrownBy(
            () ->
                client()
                    .signer(
                        HttpSignatures.signerBuilder(key).digest(DigestAlgorithm.SHA_256).build())
                    .profile(AlgorithmProfile.SM_ONLY)
                    .build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("sm-only");
  }

  @Test
  void reconciliation_agrees_though_the_sender_digests_by_sha_256_itself(@TempDir Path folder)
      throws Exception {
    JdbcConnectionPool database =
        JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("outbox"), "", "");
    JdbcSchema.create(database);
    JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(database, GRID));
    Optional<MessageId> last = Optional.empty();
    try (ExchangeClient client = client().build()) {
      for (int i = 1; i <= 3; i++) {
        PreparedMessage message = client.prepare(HUB, Operation.UPSERT, TestPeople.number(i));
        try (Connection connection = database.getConnection()) {
          connection.setAutoCommit(false);
          outbox.enqueue(connection, message, Optional.empty());
          connection.commit();
        }
        last = Optional.of(message.messageId());
      }
      OutboxDispatcher dispatcher =
          OutboxDispatcher.builder(client, outbox).idle(Duration.ofMillis(5)).start();
      try (dispatcher) {
        while (outbox.receipt(last.orElseThrow()).isEmpty()) {
          Thread.onSpinWait();
        }
      }
      ReconciliationReport report =
          Reconciler.of(client, outbox).compare(HUB, LocalDate.now(ZoneId.of("Asia/Shanghai")));

      assertThat(report.findings()).isEmpty();
      assertThat(
              report.hours().stream()
                  .mapToLong(hour -> hour.counts().getOrDefault(ReconciliationVerdict.AGREED, 0L))
                  .sum())
          .isEqualTo(3);
    } finally {
      database.dispose();
    }
  }
}
