package io.github.citydc.signing.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.internal.StrictJson;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A source of the appsecrets of the national platforms. The long-lived appkey signs a request to
 * the key service; the response holds the appsecret, encrypted with the appkey, which signs calls
 * until it expires. The secret is cached and fetched again one minute before it expires.
 * Thread-safe; while one thread asks, others wait.
 *
 * <pre>{@code
 * Supplier<GatewaySecret> secrets = new NationalSecretSource(
 *     "https://…/sysapi/auth/refreshappsecret", NationalPlatform.EXCHANGE, rid, sid,
 *     GatewaySecret.of(appkey), OkHttpTransport.create(), ChinaTime.clock());
 * }</pre>
 *
 * <p><b>Security guarantees.</b> Compatibility only. The secret travels encrypted with AES in ECB
 * mode under a key that anyone who knows the appkey computes: against others it is TLS that
 * protects it. Neither key nor secret appears in a text or an exception.
 */
public final class NationalSecretSource implements Supplier<GatewaySecret> {

  private static final HttpHeaders JSON =
      HttpHeaders.empty().with("Content-Type", "application/json; charset=utf-8");
  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final int MAXIMUM_ANSWER = 64 * 1024;

  private final URI url;
  private final GatewaySecret appkey;
  private final NationalPlatformSigner signer;
  private final HttpTransport transport;
  private final Clock clock;
  private final Object lock = new Object();
  private Optional<Held> held = Optional.empty();

  private record Held(GatewaySecret secret, Instant until) {}

  /**
   * Creates a source that fetches a secret when it is first needed.
   *
   * @param url the key service, with {@code /sysapi/auth/refreshappsecret}
   * @param platform which of the two
   * @param rid the requester's id
   * @param sid the id of the service that is called
   * @param appkey the long-lived key
   * @param transport makes the calls
   * @param clock the time of the calls
   * @throws IllegalArgumentException if an id is empty or not of printable ASCII, or the url is not
   *     one
   */
  public NationalSecretSource(
      String url,
      NationalPlatform platform,
      String rid,
      String sid,
      GatewaySecret appkey,
      HttpTransport transport,
      Clock clock) {
    this.url = URI.create(url);
    this.appkey = appkey;
    this.signer = new NationalPlatformSigner(platform, rid, sid, () -> appkey, clock);
    this.transport = transport;
    this.clock = clock;
  }

  /**
   * The secret of the moment.
   *
   * @return one that lasts for another minute at least, or the new one
   * @throws GatewayException if the key service does not answer, refuses, or answers something else
   */
  @Override
  public GatewaySecret get() {
    synchronized (lock) {
      Instant soon = clock.instant().plus(MARGIN);
      Held current = held.filter(known -> soon.isBefore(known.until())).orElseGet(this::ask);
      held = Optional.of(current);
      return current.secret();
    }
  }

  private Held ask() {
    try {
      Content body = Content.of(StrictJson.write(members()));
      HttpResponse response = transport.exchange(new HttpRequest("POST", url, JSON, body));
      return read(response.status(), response.body().toByteArray());
    } catch (TransportException e) {
      // Without the cause, whose message may quote the answer, and with it the secret.
      throw new GatewayException("The key service does not answer", true);
    }
  }

  private ObjectNode members() {
    ObjectNode members = StrictJson.newObject();
    signer.members(appkey).forEach(members::put);
    return members;
  }

  private Held read(int status, byte[] answer) {
    if (status != 200) {
      throw new GatewayException("The key service answers with status " + status, status >= 500);
    }
    if (answer.length > MAXIMUM_ANSWER) {
      throw new GatewayException(
          "The answer of the key service is longer than " + MAXIMUM_ANSWER + " bytes", true);
    }
    JsonNode root = strict(answer);
    String code = root.path("code").asText();
    if (!code.equals("0")) {
      throw new GatewayException(
          "The key service refuses with code " + code.replaceAll("[^\\w.-]", "?"), false);
    }
    JsonNode data = root.path("data");
    String secret = WrappedSecret.unwrap(data.path("secret").asText(), appkey.text());
    return new Held(
        GatewaySecret.of(secret), SecretEndTime.parse(data.path("secretEndTime").asText()));
  }

  private static JsonNode strict(byte[] answer) {
    try {
      return StrictJson.read(answer);
    } catch (IllegalArgumentException e) {
      throw new GatewayException("The answer of the key service: " + e.getMessage(), true);
    }
  }

  /** Without key and secret. */
  @Override
  public String toString() {
    return "NationalSecretSource[" + signer + "]";
  }
}
