package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeAtUrl;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.payload.ReceiverEncryption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node publishes the certificates for which it opens payloads, so that anybody can encrypt. */
class EncryptionCertificatesTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final List<Person> received = new CopyOnWriteArrayList<>();
  private SandboxNode hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(Person.class, (person, context) -> received.add(person))
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private void sendEncryptedBy(NodeDirectory directory) {
    try (ExchangeClient client =
        ExchangeClient.builder()
            .self(GRID)
            .signer(HttpSignatures.signer(city.enrol(GRID)))
            .verifier(HttpSignatures.verifier(city.trust(), directory))
            .directory(directory)
            .encryption(
                ReceiverEncryption.byDirectory(
                    new PayloadEncryptor(GRID, new SecureRandom()),
                    HUB::equals,
                    directory,
                    city.trust(),
                    ChinaTime.clock()))
            .receipts(receipt -> assertThat(receipt.receipt().receiver()).isEqualTo(HUB))
            .build()) {
      client.send(HUB, TestPeople.number(7));
    }
  }

  @Test
  void the_directory_has_them() {
    sendEncryptedBy(city.directory());

    assertThat(received).containsExactly(TestPeople.number(7));
  }

  @Test
  void the_node_itself_tells_them() {
    try (HttpTransport transport = JdkHttpTransport.create()) {
      NodeAtUrl node = NodeAtUrl.of(hub.baseUrl(), transport, city.trust());
      assertThat(node.entry().certificates()).hasSize(2);

      sendEncryptedBy(node);
    }

    assertThat(received).containsExactly(TestPeople.number(7));
    assertThat(city.decryptionKey(HUB)).isPresent();
  }
}
