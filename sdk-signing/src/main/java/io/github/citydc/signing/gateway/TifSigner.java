package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.bouncycastle.util.encoders.Hex;

/**
 * A signer for calls of a TIF or RIO gateway: {@code x-tif-paasid}, {@code x-tif-timestamp}, {@code
 * x-tif-nonce} and {@code x-tif-signature = HEX(SHA-256(timestamp + token + nonce + timestamp))}.
 * With a caller it signs as the gateway does towards applications, which is what gateways and tests
 * of applications need. Thread-safe.
 *
 * <pre>{@code
 * GatewaySigner signer =
 *     TifSigner.tif(paasId, GatewaySecret.of(token), ChinaTime.clock(), new SecureRandom());
 * }</pre>
 *
 * <p><b>Security guarantees.</b> Compatibility only: a holder of the token made the signature in
 * this second, with this nonce. The application id, the service id, method, path, query and body
 * are not signed.
 */
public final class TifSigner implements GatewaySigner {

  private static final int NONCE_BYTES = 16;

  private final String prefix;
  private final String paasId;
  private final GatewaySecret token;
  private final Optional<String> serviceId;
  private final Optional<TifCaller> caller;
  private final Clock clock;
  private final SecureRandom random;

  private TifSigner(
      String prefix,
      String paasId,
      GatewaySecret token,
      Optional<String> serviceId,
      Optional<TifCaller> caller,
      Clock clock,
      SecureRandom random) {
    this.prefix = prefix;
    this.paasId = Texts.requireToken("paas id", paasId);
    this.token = token;
    this.serviceId = serviceId;
    this.caller = caller;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A signer for fields that begin with {@code x-tif-}.
   *
   * @param paasId the id of the calling application
   * @param token what it shares with the gateway
   * @param clock the time of the calls
   * @param random where nonces come from
   * @return the signer
   * @throws IllegalArgumentException if the id is empty or not of printable ASCII
   */
  public static TifSigner tif(
      String paasId, GatewaySecret token, Clock clock, SecureRandom random) {
    return new TifSigner(
        TifSignature.TIF, paasId, token, Optional.empty(), Optional.empty(), clock, random);
  }

  /**
   * A signer for fields that begin with {@code x-rio-}, as test environments use them.
   *
   * @param paasId the id of the calling application
   * @param token what it shares with the gateway
   * @param clock the time of the calls
   * @param random where nonces come from
   * @return the signer
   * @throws IllegalArgumentException if the id is empty or not of printable ASCII
   */
  public static TifSigner rio(
      String paasId, GatewaySecret token, Clock clock, SecureRandom random) {
    return new TifSigner(
        TifSignature.RIO, paasId, token, Optional.empty(), Optional.empty(), clock, random);
  }

  /**
   * The same signer, which also names the service that is called.
   *
   * @param id sent as {@code serviceId}; not signed
   * @return a new instance
   * @throws IllegalArgumentException if the id is empty or not of printable ASCII
   */
  public TifSigner serviceId(String id) {
    String checked = Texts.requireToken("service id", id);
    return new TifSigner(prefix, paasId, token, Optional.of(checked), caller, clock, random);
  }

  /**
   * The same signer in the place of the gateway, which tells an application who called.
   *
   * @param user sent as {@code uid}, {@code uinfo} and {@code ext}, and signed
   * @return a new instance
   */
  public TifSigner onBehalfOf(TifCaller user) {
    return new TifSigner(prefix, paasId, token, serviceId, Optional.of(user), clock, random);
  }

  @Override
  public HttpHeaders sign() {
    byte[] nonceBytes = new byte[NONCE_BYTES];
    random.nextBytes(nonceBytes);
    return sign(Long.toString(clock.instant().getEpochSecond()), Hex.toHexString(nonceBytes));
  }

  HttpHeaders sign(String timestamp, String nonce) {
    HttpHeaders headers =
        HttpHeaders.empty()
            .with(prefix + "paasid", paasId)
            .with(prefix + "timestamp", timestamp)
            .with(prefix + "nonce", nonce)
            .with(prefix + "signature", TifSignature.of(timestamp, token, nonce, caller));
    if (serviceId.isPresent()) {
      headers = headers.with(prefix + "serviceid", serviceId.get());
    }
    return caller.isPresent() ? withCaller(headers, caller.get()) : headers;
  }

  private HttpHeaders withCaller(HttpHeaders headers, TifCaller user) {
    return headers
        .with(prefix + "uid", user.uid())
        .with(prefix + "uinfo", user.uinfo())
        .with(prefix + "ext", user.ext());
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "TifSigner[" + prefix + ", " + paasId + "]";
  }
}
