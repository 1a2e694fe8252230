package io.github.citydc.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.examples.OwnEndpoint.FreePlaces;
import io.github.citydc.examples.OwnPayloadType.Lamp;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import io.github.citydc.model.Address;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxNode;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example does what it says, against a real node. */
class ExamplesTest {

  private static final Person ZHANG = person("440106198001010019", "张三", 1980);
  private static final Person LI = person("440106199001010056", "李四", 1990);

  @TempDir private Path folder;
  private Network network;

  @BeforeEach
  void start() throws Exception {
    network = new Network(folder);
  }

  @AfterEach
  void stop() {
    network.close();
  }

  @Test
  void a_message_is_sent() throws Exception {
    List<Person> register = new CopyOnWriteArrayList<>();
    try (SandboxNode hub =
        network.hub().on(Person.class, (person, message) -> register.add(person)).start()) {
      SendMessage.main(arguments(hub));
    }

    assertThat(register).extracting(Person::name).containsExactly("张三");
  }

  @Test
  void messages_are_received_into_an_own_table_with_the_inbox_in_one_transaction()
      throws Exception {
    try (Container container =
            Container.start(
                context ->
                    ReceiveRecords.start(
                        context,
                        network.city().key(Network.HUB),
                        network.city().trust(),
                        network.city().directory(),
                        network.database()));
        ExchangeClient client = network.client()) {
      network.city().announce(Network.HUB, container.baseUrl());

      client.send(Network.HUB, ZHANG);

      assertThat(network.residents()).containsExactly("张三");
      assertThat(
              JdbcInbox.on(NodeDatabase.of(network.database(), Network.HUB))
                  .latest(Optional.empty(), 9))
          .hasSize(1);
    }
  }

  @Test
  void a_record_and_its_message_are_stored_together_and_arrive_when_the_city_is_back()
      throws Exception {
    List<Person> register = new CopyOnWriteArrayList<>();
    SandboxNode first = network.hub().start();
    int port = first.baseUrl().getPort();
    first.close();
    try (ExchangeClient client = network.client();
        SendThroughOutbox sending = new SendThroughOutbox(client, network.database())) {
      PreparedMessage message = sending.save(ZHANG, Network.HUB);
      assertThat(network.residents()).containsExactly("张三");

      SandboxNode hub =
          network.hub().port(port).on(Person.class, (person, by) -> register.add(person)).start();
      try (hub) {
        awaitReceipt(message);
      }
    }

    assertThat(register).containsExactly(ZHANG);
  }

  private void awaitReceipt(PreparedMessage message) throws InterruptedException {
    JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(network.database(), Network.VENDOR));
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (outbox.receipt(message.messageId()).isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(50);
    }
  }

  @Test
  void a_file_of_records_is_uploaded() throws Exception {
    List<Person> register = new CopyOnWriteArrayList<>();
    Path file = folder.resolve("people.ndjson");
    Files.write(file, List.of(json(ZHANG), json(LI)));
    try (SandboxNode hub =
        network.hub().on(Person.class, (person, message) -> register.add(person)).start()) {
      UploadFile.main(arguments(hub, file.toString()));
    }

    assertThat(register).containsExactly(ZHANG, LI);
  }

  @Test
  void batches_are_taken_in() throws Exception {
    ExchangeReceiver receiver =
        ExchangeReceiver.builder()
            .self(Network.HUB)
            .signer(HttpSignatures.signer(network.city().key(Network.HUB)))
            .verifier(HttpSignatures.verifier(network.city().trust(), network.city().directory()))
            .inbox(JdbcInbox.on(NodeDatabase.of(network.database(), Network.HUB)))
            .on(Person.class, (person, message) -> {})
            .endpoint(
                TakeBatches.into(
                    NodeDatabase.of(network.database(), Network.HUB), folder.resolve("content")))
            .build();
    try (Container container = Container.start(context -> serve(context, receiver));
        BackgroundWork work = receiver.start();
        ExchangeClient client = network.client()) {
      network.city().announce(Network.HUB, container.baseUrl());

      UploadReport report =
          Uploader.through(client)
              .upload(
                  Network.HUB,
                  RecordSource.of(Person.class, Stream.of(ZHANG, LI)),
                  UploadOptions.standard());

      assertThat(work).isNotNull();
      assertThat(report.accepted()).isEqualTo(2);
      assertThat(network.residents()).containsExactlyInAnyOrder("张三", "李四");
    }
  }

  private static void serve(ServletContext context, ExchangeReceiver receiver) {
    ServletRegistration.Dynamic servlet =
        context.addServlet("exchange", new ExchangeServlet(receiver));
    servlet.addMapping("/cdx/v1/*");
    servlet.setAsyncSupported(true);
  }

  @Test
  void records_are_pulled_once_each() throws Exception {
    try (SandboxNode hub = network.hub().offeringRecorded(Person.class).start();
        ExchangeClient client = network.client()) {
      client.send(hub.node(), ZHANG);
      client.send(hub.node(), LI);
      PullRecords pulling = new PullRecords(client, hub.node(), network.database());

      assertThat(pulling.pull()).isEqualTo(2);
      assertThat(pulling.pull()).isZero();
      assertThat(network.residents()).containsExactlyInAnyOrder("张三", "李四");
    }
  }

  @Test
  void a_payload_of_an_own_type_is_sent_and_held_to_its_rules() throws Exception {
    List<Payload> lamps = new CopyOnWriteArrayList<>();
    try (SandboxNode hub = network.hub().on(Lamp.class, (lamp, by) -> lamps.add(lamp)).start();
        ExchangeClient careless = network.client()) {
      OwnPayloadType.main(arguments(hub));

      assertThat(lamps).containsExactly(new Lamp("L-7", "440106001", "dark", Extensions.none()));
      assertThatThrownBy(
              () -> careless.send(hub.node(), new Lamp("", "440106001", "dark", Extensions.none())))
          .hasMessageContaining("/lampId");
    }
  }

  @Test
  void an_own_endpoint_answers() throws Exception {
    DivisionCode street = DivisionCode.parse("440106001");
    try (SandboxNode hub = network.hub().endpoint(new OwnEndpoint(Map.of(street, 12))).start();
        ExchangeClient client = network.client()) {
      assertThat(OwnEndpoint.ask(client, hub.node(), street))
          .isEqualTo(new FreePlaces("440106001", 12));
      assertThatThrownBy(() -> OwnEndpoint.ask(client, hub.node(), DivisionCode.parse("440106002")))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void an_example_is_short_enough_to_be_read_in_one_sitting() throws Exception {
    Path sources = Path.of("src", "main", "java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<Path> examples = files.filter(file -> file.toString().endsWith(".java")).toList();

      assertThat(examples).hasSizeGreaterThan(12);
      for (Path example : examples) {
        assertThat(Files.readAllLines(example))
            .as(example.toString())
            .hasSizeLessThanOrEqualTo(120);
      }
    }
  }

  private String[] arguments(SandboxNode hub, String... more) {
    return Stream.concat(
            Stream.of(network.keys().path().toString(), hub.baseUrl().toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  private static String json(Person person) {
    return new String(PayloadJson.standard().write(person), StandardCharsets.UTF_8);
  }

  private static Person person(String idNumber, String name, int year) {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber(idNumber)
        .name(name)
        .sex("1")
        .birthDate(LocalDate.of(year, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }
}
