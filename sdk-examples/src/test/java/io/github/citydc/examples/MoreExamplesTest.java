package io.github.citydc.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.model.Address;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentContent;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.gateway.GatewaySecret;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.testkit.SandboxNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The longer examples do what they say, against real nodes. */
class MoreExamplesTest {

  private static final int ROWS = 500;
  private static final NodeId CITY = NodeId.parse("440100:114401000074821105:oa");
  private static final NodeId DISTRICT = NodeId.parse("440106:11440106007482911C:oa");
  private static final Organ CITY_OFFICE = Organ.of("广州市人民政府办公厅", "114401000074821105");
  private static final Organ DISTRICT_OFFICE = Organ.of("广州市天河区人民政府", "11440106007482911C");
  private static final Person PERSON =
      PersonBuilder.builder()
          .idDocumentType("111")
          .idNumber("440106198001010019")
          .name("张三")
          .sex("1")
          .birthDate(LocalDate.of(1980, 1, 1))
          .residenceAddress(Address.of("440106001", "五山路1号"))
          .build();

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
  void a_district_receives_in_plain_jetty() throws Exception {
    network.city().enrol(Network.HUB);
    try (DistrictReceiver receiver =
            DistrictReceiver.start(
                NodeFolder.in(folder.resolve("city"), Network.HUB),
                folder.resolve("city").resolve("nodes.json"),
                network.database(),
                0);
        ExchangeClient client = network.client()) {
      network.city().announce(Network.HUB, receiver.baseUrl());

      client.send(Network.HUB, PERSON);

      assertThat(network.residents()).containsExactly("张三");
    }
  }

  @Test
  void a_table_of_postgresql_is_uploaded() throws Exception {
    List<Person> register = new CopyOnWriteArrayList<>();
    try (EmbeddedPostgres server = EmbeddedPostgres.start();
        SandboxNode hub =
            network.hub().on(Person.class, (person, message) -> register.add(person)).start();
        ExchangeClient client = network.client()) {
      DataSource database = server.getPostgresDatabase();
      fill(database);

      UploadReport report =
          NightlyUpload.run(client, hub.node(), database, folder.resolve("tonight.journal"));

      assertThat(report.accepted()).isEqualTo(ROWS);
      assertThat(register).hasSize(ROWS);
    }
  }

  private static void fill(DataSource database) throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE resident (id_number TEXT, name TEXT, sex TEXT, birth_date DATE, street TEXT,"
              + " address TEXT)");
      statement.execute(
          "INSERT INTO resident SELECT '440106198001010019', '张' || n, '1', DATE '1980-01-01',"
              + " '440106001', '五山路' || n || '号' FROM generate_series(1, "
              + ROWS
              + ") n");
    }
  }

  @Test
  void a_document_is_sent_with_an_attachment_and_signed_for() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Path plan = Files.write(folder.resolve("plan.pdf"), new byte[4500]);
    OfficialDocument document = document();
    List<SandboxNode> nodes = new CopyOnWriteArrayList<>();
    DocumentOffice district = office(DISTRICT, DISTRICT_OFFICE, archive, nodes);
    DocumentOffice city = office(CITY, CITY_OFFICE, archive, nodes);
    try {
      DocumentCopy sent = city.send(document, plan, DISTRICT_OFFICE, DISTRICT);
      district.signFor(DocumentCopy.of(document, DISTRICT_OFFICE, CITY));

      assertThat(city.life(sent)).containsExactly("sent", "received", "signed-for");
      try (Stream<Path> files = Files.list(archive)) {
        assertThat(files).singleElement().satisfies(file -> assertThat(file).hasSize(4500));
      }
    } finally {
      nodes.forEach(SandboxNode::close);
    }
  }

  private DocumentOffice office(NodeId id, Organ organ, Path archive, List<SandboxNode> nodes) {
    ExchangeClient client =
        ExchangeClient.builder()
            .self(id)
            .signer(HttpSignatures.signer(network.city().key(id)))
            .verifier(HttpSignatures.verifier(network.city().trust(), network.city().directory()))
            .directory(network.city().directory())
            .build();
    Path place = folder.resolve(id.toString().replace(':', '_'));
    CopyOnWriteArrayList<DocumentOffice> office = new CopyOnWriteArrayList<>();
    SandboxNode node =
        SandboxNode.builder(network.city(), id)
            .storingIn(place)
            .on(OfficialDocument.class, (document, by) -> office.get(0).take(document, by))
            .on(DocumentAction.class, (action, by) -> office.get(0).actions().handle(action, by))
            .start();
    nodes.add(node);
    office.add(new DocumentOffice(client, organ, node.database(), archive));
    return office.get(0);
  }

  private static OfficialDocument document() {
    return OfficialDocumentBuilder.builder()
        .documentId("穗府办〔2003〕50号")
        .kind("通知")
        .authorityHeader("广州市人民政府办公厅文件")
        .documentNumber("穗府办〔2003〕50号")
        .title("转发市信息办关于区县级市信息化工作指导意见的通知")
        .mainRecipients(List.of("各区、县级市人民政府"))
        .issuerName("广州市人民政府办公厅")
        .documentDate(LocalDate.of(2003, 9, 10))
        .content(DocumentContent.ofText("请遵照执行。"))
        .build();
  }

  @Test
  void a_gateway_gets_the_fields_it_wants() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer gateway =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          exchange.getRequestHeaders().keySet().forEach(seen::add);
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    gateway.start();
    try {
      CallGateway.client(() -> GatewaySecret.of("secret"), "rid", "sid", ChinaTime.clock())
          .newCall(
              new Request.Builder()
                  .url("http://127.0.0.1:" + gateway.getAddress().getPort() + "/data")
                  .build())
          .execute()
          .close();
    } finally {
      gateway.stop(0);
    }

    assertThat(seen)
        .map(name -> name.toLowerCase(java.util.Locale.ROOT))
        .contains("gjgxjhpt_rid", "gjgxjhpt_sid", "gjgxjhpt_rtime", "gjgxjhpt_sign");
  }

  @Test
  void a_key_is_changed_while_the_client_works() throws Exception {
    List<String> keys = new CopyOnWriteArrayList<>();
    try (SandboxNode hub = network.hub().on(Person.class, (person, by) -> {}).start();
        KeyRotation sending =
            new KeyRotation(network.keys(), Network.VENDOR, network.city().directory())) {
      keys.add(sending.send(hub.node(), PERSON).receipt().messageId().toString());
      assertThat(sending.reload()).isFalse();

      network.city().enrol(Network.VENDOR);

      assertThat(sending.reload()).isTrue();
      keys.add(sending.send(hub.node(), PERSON).receipt().messageId().toString());
      assertThat(hub.messages()).hasSize(2);
    }
    assertThat(keys).doesNotHaveDuplicates();
  }
}
