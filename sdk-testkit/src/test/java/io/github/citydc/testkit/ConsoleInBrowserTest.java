package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.sharing.SharingApplicationBuilder;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingChangeBuilder;
import io.github.citydc.model.sharing.SharingCorrection;
import io.github.citydc.model.sharing.SharingCorrectionBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console as a person sees it, in Chromium. With {@code -Dconsole.pictures=FOLDER} it also
 * takes the pictures of the guides.
 */
@Tag("processes")
class ConsoleInBrowserTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");
  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");

  @TempDir private static Path browserFolder;
  @TempDir private Path folder;
  private static Browser browser;
  private SandboxCity city;
  private SandboxNode hub;
  private Person person;

  @BeforeAll
  static void startBrowser() throws Exception {
    Optional<Path> program = Browser.installed();
    assumeTrue(
        program.isPresent(),
        "There is no Chromium on this machine: apt-get install chromium runs these tests");
    browser =
        Browser.start(
            program.orElseThrow(), Files.createDirectory(browserFolder.resolve("profile")));
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .recordingEverything()
            .start();
    person = PayloadJson.standard().read(Files.readAllBytes(EXAMPLE), Person.class);
    browser.as(1280, 900, "en", false);
  }

  @AfterEach
  void stop() throws Exception {
    browser.open(URI.create("about:blank"));
    hub.close();
  }

  @Test
  void a_message_appears_while_one_looks() throws Exception {
    openConsole();
    assertThat(browser.text()).contains("None.");

    MessageId id = client().build().send(HUB, person).receipt().messageId();

    browser.awaitText(id.toString());
    assertThat(browser.text()).contains("accepted", "population.person/1", VENDOR.toString());
    assertThat(browser.text()).doesNotContain(person.name(), person.idNumber());
  }

  @Test
  void the_values_of_a_payload_are_shown_after_a_click_only() throws Exception {
    client().build().send(HUB, person);
    openConsole();
    browser.click("tr[data-target='message/1']");
    browser.awaitText("Signature base");

    assertThat(browser.text()).contains("idNumber", "@signature-params", "content-digest");
    assertThat(browser.text()).doesNotContain(person.name(), person.idNumber());

    browser.click("#values");
    browser.awaitText(person.idNumber());
    assertThat(browser.value("document.getElementById('values')").isNull()).isTrue();
  }

  @Test
  void a_violation_stands_at_its_place_in_the_json() throws Exception {
    refused();
    openConsole();
    browser.click("tr[data-target='message/1']");

    browser.awaitText("citizen-id.check-character");
    assertThat(browser.text()).contains("cdx error validation-failed");
    String body = browser.value("document.getElementById('body').innerText").asText();
    assertThat(body)
        .containsPattern(
            "\"idNumber\": \"•••\",\\s*▲ /payload/idNumber {2}citizen-id.check-character");
  }

  @Test
  void a_signature_that_does_not_verify_is_explained() throws Exception {
    rewritten();
    openConsole();
    browser.awaitText("signature-invalid");
    browser.click("tr[data-target='message/1']");

    browser.awaitText("Why the signature does not verify");
    assertThat(browser.value("document.getElementById('doctor').innerText").asText())
        .contains("header-changed");
  }

  @Test
  void markup_in_a_request_is_shown_as_text() throws Exception {
    HttpTransport transport = OkHttpTransport.create();
    transport.exchange(
        new HttpRequest(
            "GET",
            hub.baseUrl().resolve("/cdx/v1/node"),
            HttpHeaders.empty()
                .with("cdx-sender", "<script>document.title='taken'</script><img src=x>"),
            Content.empty()));
    openConsole();

    browser.awaitText("<script>document.title='taken'</script>");
    browser.click("tr[data-target='message/1']");
    browser.awaitText("Headers of the request");

    assertThat(browser.text()).contains("<img src=x>");
    assertThat(browser.value("document.title").asText()).contains("Sandbox city node");
    assertThat(browser.value("document.querySelectorAll('#main img, #main script').length").asInt())
        .isZero();
  }

  @Test
  void a_batch_with_rejections_is_opened_by_keyboard() throws Exception {
    UploadReport report = upload();
    assertThat(report.rejected()).isEqualTo(1);
    openConsole();
    browser.click("a[href='#batches']");
    browser.awaitText("2 / 2");

    browser.press("ArrowDown");
    browser.press("Enter");

    browser.awaitText("Rejected records");
    assertThat(browser.text())
        .contains("validation-failed", "citizen-id.check-character", "line 2");
    assertThat(browser.text()).doesNotContain(person.name());
    browser.press("Escape");
    browser.await("location.hash === '#batches'");
  }

  @Test
  void messages_are_searched_and_filtered() throws Exception {
    client().build().send(HUB, person);
    refused();
    openConsole();
    browser.await("document.querySelectorAll('#main tbody tr').length === 2");

    browser.press("/");
    assertThat(browser.value("document.activeElement.id").asText()).isEqualTo("search");
    browser.value(
        "(() => { const s = document.getElementById('search'); s.value = 'validation-failed';"
            + " s.dispatchEvent(new Event('input')); })()");
    browser.await("document.querySelectorAll('#main tbody tr').length === 1");
    browser.value(
        "(() => { const s = document.getElementById('search'); s.value = '';"
            + " s.dispatchEvent(new Event('input')); const v = document.getElementById('verdict');"
            + " v.value = 'accepted'; v.dispatchEvent(new Event('change')); })()");
    browser.await("document.querySelectorAll('#main tbody tr').length === 1");
    assertThat(browser.text()).doesNotContain("validation-failed");
  }

  @Test
  void a_fault_that_is_switched_on_is_seen_by_the_client() throws Exception {
    openConsole("faults");
    browser.await("document.getElementById('kind')");
    browser.value(
        "(() => { document.getElementById('kind').value = 'proxy-page';"
            + " document.querySelector('[name=times]').value = '1'; })()");
    browser.click("#switch-on");
    browser.await("document.getElementById('switch-off')");

    assertThatThrownBy(() -> client().build().send(HUB, person))
        .isInstanceOf(ExchangeException.class);

    client().build().send(HUB, person);
    openConsole("faults");
    browser.awaitText("Faults that are on");
    assertThat(browser.value("document.getElementById('switch-off') === null").asBoolean())
        .isTrue();
  }

  @Test
  void keys_of_another_node_are_made() throws Exception {
    openConsole();
    browser.click("a[href='#keys']");
    browser.await("document.getElementById('new-node')");
    browser.value("document.getElementById('new-node').value = '440106:11440106007482911C:oa'");
    browser.click("#enrol");

    browser.await("document.getElementById('keys-ready')");
    assertThat(city.directory().find(NodeId.parse("440106:11440106007482911C:oa"))).isPresent();
  }

  @Test
  void duties_are_listed_late_ones_first_with_article_and_who_has_to_act() throws Exception {
    shared(
        SharingHub.READER,
        SharingApplicationBuilder.builder(SharingHub.example(SharingApplication.class))
            .materials(List.of())
            .build(),
        applied("GX-NEW", "广州市天河区人民政府"),
        correction());
    shared(VENDOR, SharingHub.example(SharingAnswer.class));
    openConsole();
    browser.click("a[href='#duties']");
    browser.awaitText("What is due when");

    assertThat(rows())
        .satisfiesExactly(
            row -> assertThat(row).contains("2026-03-30", "late by", "art. 22", "GX-2026-00031"),
            row -> assertThat(row).contains("2026-04-22", "late by", "art. 26", "JH-2026-00009"),
            row ->
                assertThat(row)
                    .contains("in 10 working day(s)", "art. 21", "GX-NEW", "101001001/00012")
                    .contains("广州市天河区人民政府", "provider"),
            row -> assertThat(row).contains("2026-03-05", "done on 2026-03-02", "art. 21"));

    browser.as(1280, 900, "zh-CN", false);
    openConsole("duties");
    browser.awaitText("应办事项的期限");
    assertThat(rows().get(0)).contains("已逾期", "个工作日", "提供数据", "第22条", "数据提供部门");
    assertThat(browser.text()).doesNotContain("late by", "provider");
  }

  @Test
  void a_grant_that_the_node_has_stored_is_on_the_board() throws Exception {
    JdbcGrants grants = JdbcGrants.on(NodeDatabase.of(hub.database(), HUB));
    try (Connection connection = hub.database().getConnection()) {
      connection.setAutoCommit(false);
      grants.save(
          connection, SharingHub.grantOf("SQ-1", "101001001/00012", "姓名").version(1).build());
      grants.change(
          connection,
          SharingChangeBuilder.builder(SharingHub.example(SharingChange.class))
              .grantNumber("SQ-1")
              .build());
      connection.commit();
    }

    openConsole("duties");
    browser.awaitText("What is due when");
    assertThat(rows())
        .singleElement()
        .asString()
        .contains("2026-05-25", "art. 27", "SQ-1", "广州市海珠区人民政府", "requester");
  }

  @Test
  void markup_in_a_payload_is_shown_as_text_on_the_board() throws Exception {
    shared(
        SharingHub.READER,
        applied(
            "<img src=x onerror=document.title='taken'>",
            "<script>document.title='taken'</script>"));
    openConsole("duties");
    browser.awaitText("<img src=x onerror=document.title='taken'>");

    assertThat(browser.text()).contains("<script>document.title='taken'</script>");
    assertThat(browser.value("document.title").asText()).contains("Sandbox city node");
    assertThat(browser.value("document.querySelectorAll('#main img, #main script').length").asInt())
        .isZero();
  }

  private static SharingCorrection correction() {
    return SharingCorrectionBuilder.builder(SharingHub.example(SharingCorrection.class))
        .materials(List.of())
        .build();
  }

  /** An application of today. */
  private static SharingApplication applied(String number, String provider) {
    SharingApplication example = SharingHub.example(SharingApplication.class);
    return SharingApplicationBuilder.builder(example)
        .applicationNumber(number)
        .provider(new Organ(provider, example.provider().creditCode(), Extensions.none()))
        .materials(List.of())
        .appliedAt(OffsetDateTime.now(ChinaTime.clock()).minusSeconds(1))
        .supplementedAt(Optional.empty())
        .build();
  }

  private void shared(NodeId sender, Payload... payloads) {
    try (ExchangeClient client = city.client(sender).build()) {
      for (Payload payload : payloads) {
        client.send(HUB, payload);
      }
    }
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    browser
        .value("[...document.querySelectorAll('#main tbody tr')].map(r => r.innerText)")
        .forEach(row -> rows.add(row.asText()));
    return rows;
  }

  @Test
  void the_page_speaks_the_language_of_the_browser_and_fits_into_400_pixels() throws Exception {
    refused();
    shared(SharingHub.READER, applied("GX-NEW", "广州市天河区人民政府"));
    for (String page :
        new String[] {"messages", "message/1", "batches", "duties", "faults", "keys", "health"}) {
      browser.as(400, 800, "zh-CN", true);
      openConsole(page);
      assertThat(browser.text()).contains("报文", "密钥");
      assertThat(browser.value("document.documentElement.scrollWidth").asInt())
          .as(page)
          .isLessThanOrEqualTo(400);
    }
    assertThat(browser.value("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(21, 23, 26)");
  }

  @Test
  void pictures_for_the_guides() throws Exception {
    String pictures = System.getProperty("console.pictures", "");
    assumeTrue(!pictures.isEmpty(), "No folder for pictures is given");
    Path to = Files.createDirectories(Path.of(pictures));
    for (int i = 0; i < 12; i++) {
      client().build().send(HUB, person);
    }
    upload();
    shared(SharingHub.READER, applied("GX-2026-00041", "广州市天河区人民政府"), correction());
    rewritten();
    refused();
    long refused = openConsoleAndFind("validation-failed");
    long broken = openConsoleAndFind("signature-invalid");
    for (String language : new String[] {"en", "zh-CN"}) {
      for (int width : new int[] {1280, 400}) {
        for (boolean dark : new boolean[] {false, true}) {
          browser.as(width, width == 400 ? 800 : 860, language, dark);
          String name = "-" + language + "-" + width + (dark ? "-dark" : "") + ".webp";
          for (String page :
              new String[] {
                "messages",
                "message/" + refused,
                "message/" + broken,
                "batches",
                "duties",
                "faults",
                "health",
                "keys"
              }) {
            openConsole(page);
            Thread.sleep(700);
            browser.value(
                "document.querySelector('.why')?.scrollIntoView({block: 'center'}), true");
            String what =
                page.equals("message/" + refused)
                    ? "violations"
                    : page.equals("message/" + broken) ? "doctor" : page;
            browser.screenshot(to.resolve("console-" + what + name));
          }
        }
      }
    }
  }

  private long openConsoleAndFind(String text) throws Exception {
    openConsole();
    browser.awaitText(text);
    JsonNode target =
        browser.value(
            "[...document.querySelectorAll('#main tr')].find(r => r.innerText.includes('"
                + text
                + "')).dataset.target");
    return Long.parseLong(target.asText().replace("message/", ""));
  }

  private void openConsole() throws Exception {
    openConsole("messages");
  }

  private void openConsole(String page) throws Exception {
    browser.open(URI.create("about:blank"));
    browser.open(hub.baseUrl().resolve("/#" + page));
    browser.await("document.querySelector('#live.live:not(.off)')");
    browser.await("document.getElementById('main').children.length > 0");
  }

  private ExchangeClientBuilder client() {
    return ExchangeClient.builder()
        .self(VENDOR)
        .signer(HttpSignatures.signer(city.key(VENDOR)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .maxAttempts(1);
  }

  private Person spoiled() {
    return PersonBuilder.builder(person)
        .idNumber(person.idNumber().replace("010019", "010018"))
        .build();
  }

  private void refused() {
    ExchangeClient careless = client().withoutLocalValidation().build();
    assertThatThrownBy(() -> careless.send(careless.prepare(HUB, Operation.UPSERT, spoiled())))
        .isInstanceOf(ExchangeException.class);
  }

  /** Something between client and node changes a field that is signed. */
  private void rewritten() {
    HttpTransport transport = OkHttpTransport.create();
    ExchangeClient client =
        client()
            .transport(
                request ->
                    transport.exchange(
                        request.headers(
                            request
                                .headers()
                                .with("content-type", "application/json; charset=utf-8"))))
            .build();
    assertThatThrownBy(() -> client.send(HUB, person)).isInstanceOf(ExchangeException.class);
  }

  private UploadReport upload() {
    return Uploader.through(client().withoutLocalValidation().build())
        .upload(
            HUB,
            RecordSource.of(Person.class, Stream.of(person, spoiled())),
            UploadOptions.standard());
  }
}
