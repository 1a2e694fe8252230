package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import io.github.citydc.signing.node.NodeAtUrl;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An address and a root certificate are all that is known of the other node. */
class NodeLinkTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<Person> register = new CopyOnWriteArrayList<>();
  private SandboxCity city;
  private SandboxNode hub;
  private NodeFolder folder;

  @BeforeEach
  void start(@TempDir Path place) throws IOException {
    city = SandboxCity.keptIn(place.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(TIANHE);
    folder = NodeFolder.in(place.resolve("city"), TIANHE);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(place.resolve("hub"))
            .on(Person.class, (person, context) -> register.add(person))
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
    network.close();
  }

  @Test
  void a_key_folder_and_an_address_are_enough_to_send() throws IOException {
    URI server = hub.baseUrl().resolve("/");
    try (NodeLink link = NodeLink.to(server, folder, Passphrase.none());
        ExchangeClient client = link.client().build()) {
      client.send(link.receiver(), TestPeople.number(1));

      assertThat(link.self()).isEqualTo(TIANHE);
      assertThat(link.receiver()).isEqualTo(HUB);
      assertThat(register).containsExactly(TestPeople.number(1));
    }
  }

  @Test
  void nothing_is_sent_to_another_node_than_the_one_that_was_demanded() throws IOException {
    NodeId other = NodeId.parse("440100:114401000074821105:other");
    NodeLink link =
        NodeLink.builder(hub.baseUrl(), folder.signingKey(Passphrase.none()), folder.trust())
            .receiver(other)
            .build();

    try (link;
        ExchangeClient client = link.client().build()) {
      assertThat(link.receiver()).isEqualTo(other);
      assertThatThrownBy(() -> client.send(link.receiver(), TestPeople.number(1)))
          .isInstanceOf(RefusedException.class);
      assertThat(register).isEmpty();
    }
  }

  @Test
  void a_node_is_known_by_what_its_certificate_proves() {
    NodeAtUrl directory = NodeAtUrl.of(hub.baseUrl(), network, city.trust());

    assertThat(directory.find(HUB).flatMap(NodeEntry::baseUrl)).contains(hub.baseUrl());
    assertThat(directory.find(HUB).orElseThrow().certificates())
        .containsExactly(
            city.key(HUB).certificates().get(0),
            city.decryptionKey(HUB).certificate().orElseThrow());
    assertThat(directory.find(TIANHE)).isEmpty();
    assertThat(directory.description().node()).isEqualTo(HUB);
    assertThat(directory.description().types()).contains("population.person/1");
  }

  @Test
  void a_node_of_another_city_is_not_believed() throws IOException {
    SandboxCity elsewhere = SandboxCity.found("Another Root");
    NodeAtUrl directory = NodeAtUrl.of(hub.baseUrl(), network, elsewhere.trust());
    NodeLink link =
        NodeLink.builder(hub.baseUrl(), folder.signingKey(Passphrase.none()), elsewhere.trust())
            .receiver(HUB)
            .build();

    assertThatThrownBy(() -> directory.find(HUB)).isInstanceOf(UntrustedDirectoryException.class);
    try (link;
        ExchangeClient client = link.client().build()) {
      assertThatThrownBy(() -> client.send(HUB, TestPeople.number(1)))
          .isInstanceOf(VerificationException.class);
    }
  }

  @Test
  void a_certificate_that_is_not_in_force_proves_nothing() {
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(40_000));

    assertThatThrownBy(() -> NodeAtUrl.of(hub.baseUrl(), network, city.trust(), later).find(HUB))
        .isInstanceOf(UntrustedDirectoryException.class);
  }

  @Test
  void what_is_no_node_is_not_available_and_what_is_no_address_is_refused_at_once() {
    URI page = hub.baseUrl().resolve("/cdx/v1/none");

    assertThatThrownBy(() -> NodeAtUrl.of(page, network, city.trust()).find(HUB))
        .isInstanceOf(DirectoryUnavailableException.class);
    for (String url : List.of("ftp://127.0.0.1/cdx/v1", "http:///x", "http://127.0.0.1/x?y=z")) {
      assertThatThrownBy(() -> NodeAtUrl.of(URI.create(url), network, city.trust()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(url);
    }
  }

  @Test
  void a_transport_that_was_given_is_not_closed_with_the_link() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    HttpTransport mine =
        new HttpTransport() {
          @Override
          public HttpResponse exchange(HttpRequest request) {
            return network.exchange(request);
          }

          @Override
          public void close() {
            closed.set(true);
          }
        };
    NodeLink link =
        NodeLink.builder(hub.baseUrl(), folder.signingKey(Passphrase.none()), folder.trust())
            .transport(mine)
            .build();

    assertThat(link.receiver()).isEqualTo(HUB);
    link.close();

    assertThat(closed).isFalse();
  }
}
