package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads that only their receiver reads, over real HTTP, unknown to the handlers. */
class EncryptedExchangeTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String NAME = "王小明";

  private final List<MessageContext> handled = new CopyOnWriteArrayList<>();
  private final List<String> names = new CopyOnWriteArrayList<>();
  private SandboxCity city;
  private DualKeys keys;
  private SandboxNode hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    city = SandboxCity.found("Test Root");
    keys = city.ca().issueDual(HUB);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(
                Person.class,
                (person, context) -> {
                  names.add(person.name());
                  handled.add(context);
                })
            .decryption(new PayloadDecryptor(HUB, List.of(keys.decryption())), type -> true)
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void theHandlerSeesThePayloadAndTheInboxKeepsWhatCame() throws Exception {
    ExchangeClient client = client(encryption(keys));
    PreparedMessage message = client.prepare(HUB, Operation.UPSERT, person());
    String onTheWire = text(message.body());

    SignedReceipt receipt = client.send(message);

    assertThat(onTheWire).contains("$encrypted").doesNotContain(NAME, "440106198001010019");
    assertThat(names).containsExactly(NAME);
    assertThat(handled.get(0).messageId()).isEqualTo(message.messageId());
    assertThat(receipt.receipt().messageId()).isEqualTo(message.messageId());
    assertThat(storedBody()).isEqualTo(onTheWire);
  }

  @Test
  void theOutboxKeepsTheEncryptedFormAndARetryIsTheSameBytes() throws Exception {
    ExchangeClient client = client(encryption(keys));
    PreparedMessage message = client.prepare(HUB, Operation.UPSERT, person());
    PreparedMessage kept = PreparedMessage.of(Content.of(message.body().toByteArray()));

    SignedReceipt first = client.send(message);
    SignedReceipt again = client.send(kept);

    assertThat(again.receipt()).isEqualTo(first.receipt());
    assertThat(names).hasSize(1);
  }

  @Test
  void aPayloadThatIsNotEncryptedIsRefusedWhereEncryptionIsRequired() {
    ExchangeClient open = clear();

    assertRefused(
        open, open.prepare(HUB, Operation.UPSERT, person()), ProblemCode.ENCRYPTION_REQUIRED);
  }

  @Test
  void anEncryptedPayloadCannotMoveToAnotherMessage() {
    ExchangeClient client = client(encryption(keys));
    PreparedMessage one = client.prepare(HUB, Operation.UPSERT, person());
    PreparedMessage other = client.prepare(HUB, Operation.UPSERT, person());
    String moved =
        text(one.body()).replace(one.messageId().toString(), other.messageId().toString());
    String deleting = text(one.body()).replace("\"upsert\"", "\"delete\"");

    assertRefused(client, PreparedMessage.of(body(moved)), ProblemCode.DECRYPTION_FAILED);
    assertRefused(client, PreparedMessage.of(body(deleting)), ProblemCode.DECRYPTION_FAILED);
  }

  @Test
  void aPayloadForAKeyThatIsMissingWaitsUntilTheKeyIsBack() {
    ExchangeClient client = client(encryption(city.ca().issueDual(HUB)));

    assertThatThrownBy(() -> client.send(client.prepare(HUB, Operation.UPSERT, person())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ProblemCode.UNAVAILABLE);
              assertThat(e.isRetryable()).isTrue();
            })
        .hasMessageContaining("the key " + HUB + "#")
        .hasMessageContaining("is missing here");
    assertThat(names).isEmpty();
  }

  @Test
  void whatIsEncryptedIsNotTakenAsItsPayload() {
    ExchangeClient client = client((envelope, payload) -> Optional.of("a.b.c.d.e"));

    assertRefused(
        client, client.prepare(HUB, Operation.UPSERT, person()), ProblemCode.DECRYPTION_FAILED);
  }

  @Test
  void aNodeWithoutAKeySaysSo() {
    try (SandboxNode district =
        SandboxNode.builder(city, TIANHE).on(Person.class, (person, context) -> {}).start()) {
      DualKeys tianhe = city.ca().issueDual(TIANHE);
      ExchangeClient client = client(encryption(tianhe));

      assertRefused(
          client,
          client.prepare(district.node(), Operation.UPSERT, person()),
          ProblemCode.UNAVAILABLE);
    }
  }

  @Test
  void withoutACertificateNothingLeaves() {
    PayloadEncryption none =
        ReceiverEncryption.forReceivers(
            new PayloadEncryptor(TIANHE, new SecureRandom()),
            HUB::equals,
            node -> Optional.empty());

    assertThatThrownBy(() -> client(none).prepare(HUB, Operation.UPSERT, person()))
        .isInstanceOf(VerificationException.class)
        .hasMessageContaining("no certificate to encrypt for " + HUB)
        .hasMessageNotContaining(NAME);
  }

  private void assertRefused(ExchangeClient client, PreparedMessage message, ProblemCode code) {
    assertThatThrownBy(() -> client.send(message))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code))
        .hasMessageNotContaining(NAME);
    assertThat(names).isEmpty();
  }

  private PayloadEncryption encryption(DualKeys receiver) {
    TrustedReceiver trusted =
        city.trust()
            .validateForEncryption(
                List.of(receiver.decryption().certificate().orElseThrow()), Instant.now());
    return ReceiverEncryption.forReceivers(
        new PayloadEncryptor(TIANHE, new SecureRandom()),
        node -> true,
        node -> Optional.of(trusted));
  }

  private ExchangeClient clear() {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.key(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private ExchangeClient client(PayloadEncryption encryption) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(city.key(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .encryption(encryption)
        .build();
  }

  private String storedBody() throws Exception {
    try (Connection connection = hub.database().getConnection();
        ResultSet row = connection.createStatement().executeQuery("SELECT body FROM cdx_inbox")) {
      assertThat(row.next()).isTrue();
      return new String(row.getBytes(1), StandardCharsets.UTF_8);
    }
  }

  private static String text(Content body) {
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }

  private static Content body(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name(NAME)
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
