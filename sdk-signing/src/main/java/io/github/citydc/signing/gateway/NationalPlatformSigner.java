package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.signing.internal.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A signer for calls of the national platforms: {@code X_rid}, {@code X_sid}, {@code X_rtime} and
 * {@code X_sign = Base64(HMAC-SHA256(secret, sid + rid + rtime))}, where X is the prefix of the
 * platform. Thread-safe.
 *
 * <pre>{@code
 * Supplier<GatewaySecret> secrets = new NationalSecretSource(...);
 * GatewaySigner signer =
 *     new NationalPlatformSigner(NationalPlatform.EXCHANGE, rid, sid, secrets, ChinaTime.clock());
 * }</pre>
 *
 * The names of the fields have underscores, which some proxies drop unless told otherwise (nginx:
 * {@code underscores_in_headers on}).
 *
 * <p><b>Security guarantees.</b> Compatibility only: the caller and the millisecond are signed, and
 * nothing of the request. There is no nonce: a message can be repeated while the platform accepts
 * its time. The platform's formula joins the ids without a separator, so one signature fits every
 * way to cut the same characters into {@code sid} and {@code rid}: only a platform that knows both
 * ids beforehand can tell them apart. For this reason there is a signer here and no verifier.
 */
public final class NationalPlatformSigner implements GatewaySigner {

  private final NationalPlatform platform;
  private final String rid;
  private final String sid;
  private final Supplier<GatewaySecret> secret;
  private final Clock clock;

  /**
   * A signer for one service.
   *
   * @param platform which of the two
   * @param rid the requester's id
   * @param sid the id of the service that is called
   * @param secret gives the secret of the moment; {@code () -> secret} for one that stays
   * @param clock the time of the calls
   * @throws IllegalArgumentException if an id is empty or not of printable ASCII
   */
  public NationalPlatformSigner(
      NationalPlatform platform,
      String rid,
      String sid,
      Supplier<GatewaySecret> secret,
      Clock clock) {
    this.platform = platform;
    this.rid = Texts.requireToken("requester id", rid);
    this.sid = Texts.requireToken("service id", sid);
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public HttpHeaders sign() {
    HttpHeaders headers = HttpHeaders.empty();
    for (Map.Entry<String, String> member : members(secret.get()).entrySet()) {
      headers = headers.with(member.getKey(), member.getValue());
    }
    return headers;
  }

  /** The same as members of a JSON object, which the key service takes. */
  Map<String, String> members(GatewaySecret key) {
    String rtime = Long.toString(clock.millis());
    Map<String, String> members = new LinkedHashMap<>();
    members.put(platform.prefix() + "_rid", rid);
    members.put(platform.prefix() + "_sid", sid);
    members.put(platform.prefix() + "_rtime", rtime);
    members.put(platform.prefix() + "_sign", mac(key, sid + rid + rtime));
    return members;
  }

  private static String mac(GatewaySecret secret, String text) {
    HMac mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(secret.text().getBytes(StandardCharsets.UTF_8)));
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    mac.update(data, 0, data.length);
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    return StrictBase64.encode(result);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "NationalPlatformSigner[" + platform.prefix() + ", " + rid + ", " + sid + "]";
  }
}
