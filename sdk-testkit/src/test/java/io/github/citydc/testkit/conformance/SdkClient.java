package io.github.citydc.testkit.conformance;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.bundle.SentMessage;
import io.github.citydc.exchange.document.AttachedFile;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.exchange.document.DocumentExchange;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.DirectoryException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** The client of the SDK, driven by the suite. */
class SdkClient implements ClientUnderTest {

  private final SigningKey key;
  private final TrustStore trust;
  private final Path folder;

  SdkClient(SigningKey key, TrustStore trust, Path folder) {
    this.key = key;
    this.trust = trust;
    this.folder = folder;
  }

  /** Changes how the client is built. */
  ExchangeClientBuilder built(NodeLink link) {
    return link.client().maxAttempts(3);
  }

  /** Which certificate it encrypts for. */
  TrustedReceiver receiver(List<X509Certificate> certificates) {
    for (X509Certificate certificate : certificates) {
      if (certificate.getKeyUsage()[2] || certificate.getKeyUsage()[3]) {
        return trust.validateForEncryption(List.of(certificate), Instant.now());
      }
    }
    throw new IllegalStateException("There is no certificate for encryption");
  }

  static Person person(Path payload) throws IOException {
    return PayloadJson.standard().read(Files.readAllBytes(payload), Person.class);
  }

  @Override
  public Outcome send(URI node, String type, Path payload) throws IOException {
    try (NodeLink link = NodeLink.builder(node, key, trust).build()) {
      return outcome(built(link).build(), link.receiver(), person(payload));
    }
  }

  private static Outcome outcome(ExchangeClient client, NodeId receiver, Person person) {
    try {
      client.send(receiver, person);
      return Outcome.DELIVERED;
    } catch (InvalidPayloadException e) {
      return Outcome.REFUSED;
    } catch (ProblemException e) {
      return e.isRetryable() ? Outcome.UNKNOWN : Outcome.REFUSED;
    } catch (ExchangeException e) {
      return Outcome.UNKNOWN;
    }
  }

  @Override
  public Optional<Outcome> sendEncrypted(URI node, String type, Path payload) throws IOException {
    try (NodeLink link = NodeLink.builder(node, key, trust).build()) {
      ExchangeClient client =
          built(link)
              .encryption(
                  ReceiverEncryption.forReceivers(
                      new PayloadEncryptor(link.self(), new SecureRandom()),
                      any -> true,
                      receiver -> Optional.of(receiver(published(node)))))
              .build();
      return Optional.of(outcome(client, link.receiver(), person(payload)));
    }
  }

  /** What a node publishes; whether it is good is for the caller to find out. */
  private static List<X509Certificate> published(URI node) {
    HttpRequest question =
        new HttpRequest("GET", URI.create(node + "/node"), HttpHeaders.empty(), Content.empty());
    byte[] answer = JdkHttpTransport.create().exchange(question).body().toByteArray();
    List<X509Certificate> found = new ArrayList<>();
    StrictJson.read(answer)
        .path("certificates")
        .forEach(
            text -> found.add(Certificates.fromDer(Base64.getDecoder().decode(text.asText()))));
    return found;
  }

  /** Where the upload of a file goes on. */
  Optional<Path> journal(Path records) {
    return Optional.of(folder.resolve(records.getFileName() + ".journal"));
  }

  @Override
  public Optional<Outcome> upload(URI node, String type, Path records) throws IOException {
    try (NodeLink link = NodeLink.builder(node, key, trust).build()) {
      UploadOptions options =
          UploadOptions.builder()
              .partSize(1000)
              .parallel(1)
              .patience(Duration.ofSeconds(2))
              .journal(journal(records))
              .build();
      UploadReport report =
          Uploader.through(built(link).build())
              .upload(link.receiver(), RecordSource.ndjson(Person.class, records), options);
      return Optional.of(report.receipt().isPresent() ? Outcome.DELIVERED : Outcome.UNKNOWN);
    } catch (ExchangeException e) {
      return Optional.of(Outcome.UNKNOWN);
    }
  }

  @Override
  public Optional<List<String>> pull(URI node, String type) {
    try (NodeLink link = NodeLink.builder(node, key, trust).build()) {
      return Optional.of(
          OfferedRecords.through(built(link).build())
              .page(
                  link.receiver(), RecordQuery.builder(PayloadType.parse(type)).limit(100).build())
              .changes()
              .stream()
              .map(RecordChange::id)
              .toList());
    } catch (ExchangeException | DirectoryException e) {
      return Optional.of(List.of());
    }
  }

  @Override
  public Optional<Boolean> verifyReceipt(Path receipt, Path root) throws IOException {
    try {
      new ReceiptVerifier(TrustStore.ofPem(root))
          .verify(SignedReceipt.fromJson(Files.readAllBytes(receipt)));
      return Optional.of(true);
    } catch (ExchangeException | IllegalArgumentException e) {
      return Optional.of(false);
    }
  }

  @Override
  public Optional<Outcome> sendBundle(URI node, String type, Path payloads) throws IOException {
    try (NodeLink link = NodeLink.builder(node, key, trust).build()) {
      ExchangeClient client = built(link).build();
      List<PreparedMessage> messages = new ArrayList<>();
      for (String payload : Files.readAllLines(payloads)) {
        Person person =
            PayloadJson.standard().read(payload.getBytes(StandardCharsets.UTF_8), Person.class);
        messages.add(client.prepare(link.receiver(), Operation.UPSERT, person));
      }
      return Optional.of(outcome(BundleSender.through(client).sendAll(messages)));
    }
  }

  private static Outcome outcome(List<SentMessage> sent) {
    if (sent.stream().allMatch(message -> message.receipt().isPresent())) {
      return Outcome.DELIVERED;
    }
    return sent.stream()
            .flatMap(message -> message.failure().stream())
            .anyMatch(failure -> !failure.isRetryable())
        ? Outcome.REFUSED
        : Outcome.UNKNOWN;
  }

  @Override
  public Optional<Outcome> sendDocument(URI node, Path document, Path attachment)
      throws IOException {
    JdbcConnectionPool tables =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    JdbcSchema.create(tables);
    try (NodeLink link = NodeLink.builder(node, key, trust).build()) {
      OfficialDocument read =
          PayloadJson.standard().read(Files.readAllBytes(document), OfficialDocument.class);
      DocumentExchange.of(
              built(link).build(),
              organ(link.self()),
              JdbcDocumentLog.on(NodeDatabase.of(tables, link.self())))
          .send(
              DocumentCopy.of(read, organ(link.receiver()), link.receiver()),
              read,
              List.of(new AttachedFile("附件", attachment, "text/plain")),
              FileOptions.standard());
      return Optional.of(Outcome.DELIVERED);
    } catch (ExchangeException e) {
      return Optional.of(e.isRetryable() ? Outcome.UNKNOWN : Outcome.REFUSED);
    } finally {
      tables.dispose();
    }
  }

  private static Organ organ(NodeId node) {
    return Organ.of("某机关", node.organization().toString());
  }
}
