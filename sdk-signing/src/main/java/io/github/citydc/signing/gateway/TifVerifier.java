package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.ReplayGuard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Verifies what a TIF or RIO gateway passes on to an application, or what callers send to a
 * gateway: signature, time and nonce. Thread-safe.
 *
 * <pre>{@code
 * TifVerifier verifier = new TifVerifier(
 *     GatewaySecret.of(token), new InMemoryReplayGuard(clock), Duration.ofMinutes(3), clock);
 * Optional<TifCaller> user = verifier.verify(headers);
 * }</pre>
 *
 * <p><b>Security guarantees.</b> Compatibility only: whoever has the token made these fields within
 * the window, and they are used once. The parts are signed without their lengths, so that a gateway
 * must not let a caller choose where one ends. Method, path, query and body may be anybody's.
 * Signatures are compared in constant time.
 */
public final class TifVerifier {

  private static final Pattern TIMESTAMP = Pattern.compile("\\d{10}");
  private static final Pattern NONCE = Pattern.compile("[!-~]{1,128}");

  private final GatewaySecret token;
  private final ReplayGuard guard;
  private final Duration window;
  private final Clock clock;

  /**
   * A verifier.
   *
   * @param token what is shared with the gateway
   * @param guard remembers nonces
   * @param window how far the time of a message may be from the time here, in either direction
   * @param clock the time here
   * @throws IllegalArgumentException if the window is not longer than nothing
   */
  public TifVerifier(GatewaySecret token, ReplayGuard guard, Duration window, Clock clock) {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("The window is longer than nothing");
    }
    this.token = token;
    this.guard = guard;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Verifies the fields of a request; it returns only if they are genuine.
   *
   * @param headers with {@code x-tif-} or {@code x-rio-} fields, not both
   * @return who called, empty if the gateway does not say
   * @throws VerificationException with {@code signature-missing} if fields are missing or
   *     malformed; with {@code signature-invalid}, {@code clock-skew} or {@code replayed}
   */
  public Optional<TifCaller> verify(HttpHeaders headers) {
    String prefix = prefix(headers);
    String paasId = required(headers, prefix + "paasid", NONCE);
    String timestamp = required(headers, prefix + "timestamp", TIMESTAMP);
    String nonce = required(headers, prefix + "nonce", NONCE);
    String signature = required(headers, prefix + "signature", NONCE);
    Optional<TifCaller> caller =
        only(headers, prefix + "uid")
            .filter(uid -> !uid.isEmpty())
            .map(
                uid ->
                    new TifCaller(
                        uid,
                        only(headers, prefix + "uinfo").orElse(""),
                        only(headers, prefix + "ext").orElse("")));
    requireEqual(TifSignature.of(timestamp, token, nonce, caller), signature);
    Instant created = Instant.ofEpochSecond(Long.parseLong(timestamp));
    requireOfNow(created);
    guard.claim(prefix + paasId, nonce, created.plus(window).plusSeconds(1));
    return caller;
  }

  private static String prefix(HttpHeaders headers) {
    boolean tif = headers.value(TifSignature.TIF + "signature").isPresent();
    boolean rio = headers.value(TifSignature.RIO + "signature").isPresent();
    if (tif == rio) {
      throw missing("there must be x-tif-signature or x-rio-signature, and not both");
    }
    return tif ? TifSignature.TIF : TifSignature.RIO;
  }

  private static String required(HttpHeaders headers, String name, Pattern form) {
    return only(headers, name)
        .filter(value -> form.matcher(value).matches())
        .orElseThrow(() -> missing("the field " + name + " is missing or malformed"));
  }

  private static Optional<String> only(HttpHeaders headers, String name) {
    if (headers.values(name).size() > 1) {
      throw missing("the field " + name + " stands more than once");
    }
    return headers.value(name);
  }

  private static VerificationException missing(String detail) {
    return new VerificationException(ProblemCode.SIGNATURE_MISSING, detail);
  }

  private static void requireEqual(String expected, String actual) {
    if (!MessageDigest.isEqual(bytes(expected), bytes(actual))) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the signature was not made with the token known here");
    }
  }

  private static byte[] bytes(String signature) {
    return signature.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
  }

  private void requireOfNow(Instant created) {
    Duration age = Duration.between(created, clock.instant());
    if (age.abs().compareTo(window) > 0) {
      throw new VerificationException(
          ProblemCode.CLOCK_SKEW,
          "the message was made "
              + age.abs().toSeconds()
              + " s "
              + (age.isNegative() ? "after" : "before")
              + " the time here; accepted are "
              + window.toSeconds()
              + " s");
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "TifVerifier[" + window + "]";
  }
}
