package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class ConsoleTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");
  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");

  @TempDir private Path folder;
  private SandboxCity city;

  @BeforeEach
  void found() throws IOException {
    city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
  }

  private TestDatabase.Running database;
  private SandboxNode hub;

  @AfterEach
  void stop() {
    hub.close();
    database.close();
  }

  @ParameterizedTest
  @EachDatabase
  void shows_what_was_accepted_and_refused_without_its_content(TestDatabase kind)
      throws IOException, InterruptedException {
    start(kind);
    Person person = PayloadJson.standard().read(Files.readAllBytes(EXAMPLE), Person.class);
    SignedReceipt receipt = client(true).send(HUB, person);
    Payload spoiled =
        PayloadJson.standard()
            .read(
                Files.readString(EXAMPLE)
                    .replace("010019", "010018")
                    .getBytes(StandardCharsets.UTF_8),
                Person.class);
    assertThatThrownBy(
            () -> client(false).send(client(false).prepare(HUB, Operation.UPSERT, spoiled)))
        .isInstanceOf(ProblemException.class);

    String page = page("en");

    assertThat(page)
        .contains("<html lang=\"en\">", HUB.toString(), "364 days left")
        .contains("<th>population.person/1</th><td>1</td>", "<td class=\"busy\">1</td>")
        .contains(receipt.receipt().messageId().toString(), VENDOR.toString())
        .contains("validation-failed")
        .doesNotContain(person.idNumber(), person.name(), person.phone().orElseThrow(), "五山路");
    assertThat(page("zh-CN,zh;q=0.9")).contains("<html lang=\"zh-CN\">", "沙箱城市节点", "最新回执");
  }

  @Test
  void can_change_nothing_and_load_nothing() throws IOException, InterruptedException {
    start(TestDatabase.H2);

    HttpResponse<String> page =
        get(HttpRequest.newBuilder(root("/?lang=%22%3E%3Cscript%3E")).GET());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<script>", "http://", "https://", "<form");
    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(
            get(HttpRequest.newBuilder(root("/")).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
    assertThat(get(HttpRequest.newBuilder(root("/else")).GET()).statusCode()).isEqualTo(404);
  }

  @Test
  void answers_only_by_a_name_of_this_machine() throws IOException {
    start(TestDatabase.H2);

    assertThat(statusFor("evil.example")).contains("421");
    assertThat(statusFor("localhost:" + hub.baseUrl().getPort())).contains("200");
  }

  private String statusFor(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.baseUrl().getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /console/api/messages HTTP/1.1\r\nHost: "
                      + host
                      + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("");
    }
  }

  @Test
  void changes_something_only_for_its_own_page() throws IOException, InterruptedException {
    start(TestDatabase.H2);
    String fault = "{\"kind\":\"refuse\",\"times\":1}";

    assertThat(get(posting(fault)).statusCode()).isEqualTo(403);
    assertThat(hub.faults().active()).isEmpty();

    assertThat(get(posting(fault).header("cdx-console", "1")).statusCode()).isEqualTo(200);
    assertThat(hub.faults().active()).hasSize(1);
    assertThat(get(posting("{\"kind\":\"none\"}").header("cdx-console", "1")).statusCode())
        .isEqualTo(400);
  }

  private HttpRequest.Builder posting(String json) {
    return HttpRequest.newBuilder(root("/console/api/faults"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  private void start(TestDatabase kind) {
    database = kind.start(folder);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .recordingEverything()
            .start();
  }

  private ExchangeClient client(boolean careful) {
    var builder =
        ExchangeClient.builder()
            .self(VENDOR)
            .signer(HttpSignatures.signer(city.key(VENDOR)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory());
    return (careful ? builder : builder.withoutLocalValidation()).build();
  }

  private String page(String language) throws IOException, InterruptedException {
    return get(HttpRequest.newBuilder(root("/")).header("Accept-Language", language)).body();
  }

  private URI root(String path) {
    return hub.baseUrl().resolve(path);
  }

  private static HttpResponse<String> get(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
