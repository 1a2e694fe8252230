package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeReceiver;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that no client of this library sends, against a hub in a process with a heap of 96 MiB.
 * After each attack the hub must be alive, and its honest clients served all the while.
 */
@Tag("processes")
@Timeout(180)
class HostileInputTest {

  private static final String BASE = ExchangeReceiver.DEFAULT_BASE_PATH;

  private static HonestHub honest;
  private static URI hub;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    honest = HonestHub.start(folder);
    hub = honest.url();
  }

  @AfterAll
  static void stop() throws Exception {
    honest.stop();
  }

  @AfterEach
  void the_hub_goes_on_serving_honest_clients() throws Exception {
    honest.assertServing();
  }

  @Test
  void slow_heads_and_slow_bodies_by_the_hundred() throws Exception {
    List<Wire> slow = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      slow.add(opened("POST " + BASE + "/messages HTTP/1.1\r\nHost: h\r\nX-A: "));
      slow.add(opened(head("Content-Length: 4000000") + "{"));
    }
    for (int round = 0; round < 10; round++) {
      slow.forEach(wire -> wire.write("a"));
      Thread.sleep(200);
    }

    for (int i = 1; i < slow.size(); i += 2) {
      String answer = slow.get(i).answer();
      assertThat(Wire.status(answer)).isIn(0, 408);
    }
    for (Wire wire : slow) {
      wire.close();
    }
  }

  @Test
  void large_bodies_that_never_end_from_many_sides() throws Exception {
    byte[] piece = new byte[1_000_000];
    List<Wire> wires = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      wires.add(opened(head("Content-Length: 4000000")));
    }
    for (int round = 0; round < 3; round++) {
      for (Wire wire : wires) {
        Thread sending = new Thread(() -> wire.write(piece), "hostile");
        sending.setDaemon(true);
        sending.start();
      }
      Thread.sleep(500);
    }

    for (Wire wire : wires) {
      assertThat(Wire.status(wire.answer())).isIn(0, 408, 503);
      wire.close();
    }
  }

  @Test
  void a_hundred_megabytes_of_fields() throws Exception {
    try (Wire wire = opened("GET " + BASE + "/node HTTP/1.1\r\nHost: h\r\n")) {
      String field = "X-Field: " + "x".repeat(991) + "\r\n";
      int written = 0;
      while (written < 100_000 && wire.write(field)) {
        written++;
      }

      assertThat(written).isLessThan(100_000);
      assertThat(Wire.status(wire.answer())).isIn(0, 431);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Content-Length: +5",
        "Content-Length: 5, 5",
        "Content-Length: -5",
        "Content-Length : 5",
        "X: a\r\n folded: b",
        "X\0Y: a",
        "Content-Length: 99999999999999999999"
      })
  void requests_that_two_servers_would_read_two_ways(String fields) throws Exception {
    try (Wire wire =
        opened(head(fields) + "0\r\n\r\nGET " + BASE + "/node HTTP/1.1\r\nHost: h\r\n\r\n")) {
      assertThat(Wire.status(wire.answer())).isIn(0, 400, 401, 501);
    }
  }

  @Test
  void a_body_that_is_longer_than_it_says_smuggles_no_request() throws Exception {
    try (Wire wire = opened(head("Content-Length: 2") + "{}}}}}")) {
      String first = wire.answer();
      assertThat(Wire.status(first)).isEqualTo(401);
      assertThat(Wire.status(wire.answer())).isIn(0, 400);
    }
  }

  @Test
  void a_chunked_body_without_an_end() throws Exception {
    try (Wire wire = opened(head("Transfer-Encoding: chunked"))) {
      String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
      int written = 0;
      while (written < 1_000 && wire.write(chunk)) {
        written++;
      }

      assertThat(written).isLessThan(1_000);
      assertThat(Wire.status(wire.answer())).isIn(0, 413);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "-1\r\n", "ffffffffffffffffff\r\n", "1;" + "\r\n\r\n\r\n"})
  void chunks_that_are_none(String chunk) throws Exception {
    try (Wire wire = opened(head("Transfer-Encoding: chunked") + chunk)) {
      assertThat(Wire.status(wire.answer())).isIn(0, 400, 408);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/messages/../../../etc/passwd/receipt",
        "/messages/..%2f..%2fetc%2fpasswd/receipt",
        "/messages/%2e%2e/%2e%2e/node",
        "/messages/%00/receipt",
        "/messages/..;/..;/receipt",
        "/messages/\\..\\..\\x/receipt",
        "/messages/x%0d%0aSet-Cookie:%20a/receipt",
        "/messages/x'%20OR%20'1'='1/receipt",
        "/messages/019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f';DROP%20TABLE%20cdx_inbox;--/receipt",
        "/parts/..%5c..%5cx",
        "/%c0%ae%c0%ae/x",
        "/messages/\u00e9/receipt",
        "/messages/%zz/receipt"
      })
  void paths_that_lead_elsewhere(String path) throws Exception {
    try (Wire wire = opened("GET " + BASE + path + " HTTP/1.1\r\nHost: h\r\n\r\n")) {
      String answer = wire.answer();

      assertThat(Wire.status(answer)).isIn(0, 400, 401, 404);
      assertThat(Wire.head(answer)).doesNotContainIgnoringCase("set-cookie");
      assertThat(answer).doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cdx-sender: 440100:x\rInjected: 1",
        "Host: a\r\nHost: b",
        "signature-input: cdx=();keyid=\"\\\"\r\nsignature: cdx=:AA==:",
        "Content-Type: application/json\r\nContent-Encoding: gzip"
      })
  void fields_that_break_out(String fields) throws Exception {
    try (Wire wire = opened(head("Content-Length: 2\r\n" + fields) + "{}")) {
      String answer = wire.answer();

      assertThat(Wire.status(answer)).isIn(0, 400, 401, 421);
      assertThat(answer).doesNotContain("\r\nInjected");
    }
  }

  @Test
  void json_a_million_levels_deep() throws Exception {
    byte[] deep = "[".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    try (Wire wire = opened(head("Content-Length: " + deep.length))) {
      wire.write(deep);

      assertThat(Wire.status(wire.answer())).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT hub:443 HTTP/1.1\r\nHost: hub\r\n\r\n",
        "TRACE /cdx/v1/node HTTP/1.1\r\nHost: hub\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: hub\r\n\r\n"
      })
  void what_is_not_a_request_of_the_standard(String bytes) throws Exception {
    try (Wire wire = opened(bytes)) {
      if (!bytes.isBlank()) {
        assertThat(Wire.status(wire.answer())).isIn(0, 400, 401, 404, 405, 426, 501, 505);
      }
    }
  }

  @Test
  void a_thousand_requests_in_one_go_that_nobody_reads_the_answers_of() throws Exception {
    try (Wire wire = new Wire(hub)) {
      wire.write(("GET " + BASE + "/node HTTP/1.1\r\nHost: h\r\n\r\n").repeat(1_000));
      assertThat(Wire.status(wire.answer())).isEqualTo(200);
    }
  }

  @Test
  void forged_signatures_by_the_thousand() throws Exception {
    ExecutorService forgers = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> forged = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        forged.add(forgers.submit(HostileInputTest::forge));
      }
      for (Future<?> one : forged) {
        one.get();
      }
    } finally {
      forgers.shutdownNow();
    }
  }

  /** Beyond the budget for signatures the refusal is a status alone. */
  private static void forge() {
    String signature = "A".repeat(86) + "==";
    String request =
        head(
                "Content-Length: 2\r\ncdx-sender: 440106:11440106007482911C:grid0\r\ncdx-receiver: "
                    + "440100:114401000074821105:hub\r\nsignature-input: cdx=(\"@method\" \"@path\");"
                    + "created=1;nonce=\"AAAAAAAAAAAAAAAAAAAAAAAA\";keyid=\"440106:11440106007482911C:grid0"
                    + "#0123456789abcdef\";alg=\"sm2-sm3\";tag=\"cdx-1\"\r\nsignature: cdx=:"
                    + signature
                    + ":")
            + "{}";
    for (int i = 0; i < 100; i++) {
      try (Wire wire = opened(request)) {
        assertThat(Wire.status(wire.answer())).isIn(0, 401, 429, 503);
      } catch (IOException e) {
        return;
      }
    }
  }

  private static Wire opened(String beginning) throws IOException {
    Wire wire = new Wire(hub);
    wire.write(beginning);
    return wire;
  }

  private static String head(String fields) {
    return "POST "
        + BASE
        + "/messages HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
        + fields
        + "\r\n\r\n";
  }
}
