package io.github.citydc.signing.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.OkHttpTransport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The national platforms, against a server that speaks like them. */
class NationalPlatformTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_577_836_800_000L);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String APPKEY = "appkey-for-tests";
  private static final String SECRET = "secret-for-tests";
  private static final String WRAPPED = "RCG1l2FBUTBu3XIL/AJl9aZ6S1v4sOqiAeiKjp2VIfE=";
  private static final String SIGN = "Wx5KlsDVkyqlG12ox5t06H1w1n16WBSTgnoHwuqISoE=";

  private final OkHttpClient client = new OkHttpClient();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile String answer = answer("1577840400000");
  private volatile int status = 200;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String sign = exchange.getRequestHeaders().getFirst("gjgxjhpt_sign");
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8) + sign);
          byte[] bytes = answer.getBytes(UTF_8);
          exchange.getResponseHeaders().add("Location", "http://localhost:1/elsewhere");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXCHANGE", "SERVICE"})
  void aCallIsSignedAsThePlatformComputesIt(String platform) {
    NationalPlatform which = NationalPlatform.valueOf(platform);
    HttpHeaders headers =
        new NationalPlatformSigner(
                which, "rid-test-1", "s_test_1", () -> GatewaySecret.of(SECRET), CLOCK)
            .sign();

    assertThat(headers.value(which.prefix() + "_rid")).contains("rid-test-1");
    assertThat(headers.value(which.prefix() + "_sid")).contains("s_test_1");
    assertThat(headers.value(which.prefix() + "_rtime")).contains("1577836800000");
    assertThat(headers.value(which.prefix() + "_sign")).contains(SIGN);
  }

  @Test
  void theSecretIsFetchedOnceAndSignsTheCallsOfAnyClient() throws Exception {
    OkHttpClient signed =
        client.newBuilder().addInterceptor(new GatewayInterceptor(signer(CLOCK))).build();

    for (int i = 0; i < 2; i++) {
      signed
          .newCall(new Request.Builder().url(url()).header("gjgxjhpt_sign", "stale").build())
          .execute()
          .close();
    }

    assertThat(received).hasSize(3);
    assertThat(received.get(0))
        .contains("\"gjgxjhpt_rid\":\"rid-test-1\"", "\"gjgxjhpt_rtime\":\"1577836800000\"")
        .contains("\"gjgxjhpt_sign\":\"")
        .doesNotContain(SIGN);
    assertThat(received.subList(1, 3)).containsExactly(SIGN, SIGN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1577836860000", "1577836860", "2020-01-01 08:01:00"})
  void aSecretThatEndsWithinAMinuteIsFetchedAnew(String end) {
    answer = answer(end);
    NationalSecretSource source = source(APPKEY, CLOCK);

    assertThat(source.get().text()).isEqualTo(SECRET);
    source.get();

    assertThat(received).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 308})
  void a_key_service_that_sends_the_signed_request_elsewhere_is_not_followed(int redirect) {
    status = redirect;

    refused(source(APPKEY, CLOCK), "answers with status " + redirect);
    assertThat(received).hasSize(1);
  }

  @Test
  void theKeyOfTheSecretIsThatOfSha1Prng() {
    assertThat(Hex.toHexString(WrappedSecret.key(APPKEY).getKey()))
        .isEqualTo("18a3594c1345b6bdb54d38d1125fe3fc");
    assertThat(WrappedSecret.unwrap(WRAPPED, APPKEY)).isEqualTo(SECRET);
  }

  @Test
  void whatTheKeyServiceSaysWrongIsNamedWithoutSecrets() {
    refused(source("another-appkey", CLOCK), "does not decrypt with this appkey");
    answer = answer("soon");
    refused(source(APPKEY, CLOCK), "secretEndTime");
    answer = "{\"code\":\"401\",\"data\":{\"secret\":\"" + WRAPPED + "\"}}";
    refused(source(APPKEY, CLOCK), "refuses with code 401");
    answer = "<html>" + WRAPPED;
    refused(source(APPKEY, CLOCK), "Broken JSON (line 1, column 1)");
    status = 503;
    refused(source(APPKEY, CLOCK), "status 503");
    server.stop(0);
    refused(source(APPKEY, CLOCK), "does not answer");
  }

  @Test
  void an_answer_with_two_secrets_or_text_behind_it_is_refused_with_its_place() {
    String once = answer("1577840400000");
    answer = once.replace("\"secretEndTime\"", "\"secret\":\"\",\"secretEndTime\"");
    refused(source(APPKEY, CLOCK), "A member appears twice (line 1, column ");
    answer = once + "\n{}";
    refused(source(APPKEY, CLOCK), "Content after the JSON value (line 2, column ");
  }

  @Test
  void idsAndSecretsAreChecked() {
    assertThatThrownBy(() -> GatewaySecret.of(SECRET + "\n"))
        .hasMessageContaining("white space")
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(
            () ->
                new NationalPlatformSigner(
                    NationalPlatform.EXCHANGE, "天河", "s", () -> GatewaySecret.of(SECRET), CLOCK))
        .hasMessageContaining("requester id");
  }

  @Test
  void noTextShowsKeyOrSecret() {
    NationalSecretSource source = source(APPKEY, CLOCK);
    source.get();
    assertThat(source + " " + signer(CLOCK) + GatewaySecret.of(SECRET))
        .doesNotContain(APPKEY)
        .doesNotContain(SECRET);
  }

  private static void refused(NationalSecretSource source, String why) {
    assertThatThrownBy(source::get)
        .isInstanceOf(GatewayException.class)
        .hasMessageContaining(why)
        .satisfies(
            e -> {
              StringWriter text = new StringWriter();
              e.printStackTrace(new PrintWriter(text));
              assertThat(text.toString())
                  .doesNotContain(WRAPPED.substring(2, 12))
                  .doesNotContain(SECRET)
                  .doesNotContain(APPKEY);
            });
  }

  private NationalPlatformSigner signer(Clock clock) {
    return new NationalPlatformSigner(
        NationalPlatform.EXCHANGE, "rid-test-1", "s_test_1", source(APPKEY, clock), clock);
  }

  private NationalSecretSource source(String appkey, Clock clock) {
    return new NationalSecretSource(
        url(),
        NationalPlatform.EXCHANGE,
        "rid-test-1",
        "s_test_1",
        GatewaySecret.of(appkey),
        OkHttpTransport.on(client),
        clock);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private static String answer(String end) {
    return "{\"code\":\"0\",\"data\":{\"secret\":\""
        + WRAPPED
        + "\",\"secretEndTime\":\""
        + end
        + "\"}}";
  }
}
