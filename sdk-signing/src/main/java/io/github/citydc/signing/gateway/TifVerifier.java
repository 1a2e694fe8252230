package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.internal.BoundedTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A verifier of the requests that a TIF or RIO gateway forwards to an application, or that callers
 * send to a gateway: signature, time and nonce. Thread-safe.
 *
 * <pre>{@code
 * TifVerifier verifier = new TifVerifier(
 *     GatewaySecret.of(token), new InMemoryReplayGuard(clock), Duration.ofMinutes(3), clock);
 * Optional<TifCaller> user = verifier.verify(headers);
 * }</pre>
 *
 * <p><b>Security guarantees.</b> Compatibility only: whoever has the token made the time, the nonce
 * and the caller within the window, and they are accepted once, under whichever prefix and with
 * whichever unsigned fields they come again. The signed values are joined by commas, so a nonce or
 * a caller's value that contains one is refused: it could be split in another way under the same
 * signature. The fields {@code paasid} and {@code serviceId}, method, path, query and body are not
 * signed and can be set by anyone. Signatures are compared in constant time.
 */
public final class TifVerifier {

  private static final Pattern TIMESTAMP = Pattern.compile("\\d{10}");
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]{1,128}");

  /** The name under which signatures are claimed: the same for both prefixes and every sender. */
  private static final String CLAIMS = "gateway";

  private final GatewaySecret token;
  private final ReplayGuard guard;
  private final Duration window;
  private final Clock clock;

  /**
   * A verifier.
   *
   * @param token what is shared with the gateway
   * @param guard remembers the signatures that were accepted; instances of one application share
   *     it, as a guard in a database allows
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
   *     malformed; with {@code signature-invalid} if the token known here did not make the
   *     signature, or the signed values cannot be told apart; with {@code clock-skew} or {@code
   *     replayed}
   */
  public Optional<TifCaller> verify(HttpHeaders headers) {
    String prefix = prefix(headers);
    required(headers, prefix + "paasid", PRINTABLE);
    String timestamp = required(headers, prefix + "timestamp", TIMESTAMP);
    String nonce = required(headers, prefix + "nonce", PRINTABLE);
    String signature = required(headers, prefix + "signature", PRINTABLE).toUpperCase(Locale.ROOT);
    Optional<TifCaller> caller = unambiguous(headers, prefix, nonce);
    requireEqual(TifSignature.of(timestamp, token, nonce, caller), signature);
    Instant created = Instant.ofEpochSecond(Long.parseLong(timestamp));
    requireOfNow(created);
    // The signature stands for everything that is signed, and for nothing else.
    guard.claim(CLAIMS, signature, BoundedTime.after(created, window).plusSeconds(1));
    return caller;
  }

  private static Optional<TifCaller> unambiguous(HttpHeaders headers, String prefix, String nonce) {
    try {
      TifSignature.requireUnambiguous("nonce", nonce);
      return caller(headers, prefix);
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<TifCaller> caller(HttpHeaders headers, String prefix) {
    String uid = only(headers, prefix + "uid").orElse("");
    String uinfo = only(headers, prefix + "uinfo").orElse("");
    String ext = only(headers, prefix + "ext").orElse("");
    if (!uid.isEmpty()) {
      return Optional.of(new TifCaller(uid, uinfo, ext));
    }
    if (!uinfo.isEmpty() || !ext.isEmpty()) {
      throw new IllegalArgumentException(
          "The fields uinfo and ext are signed only where there is a uid");
    }
    return Optional.empty();
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
    if (!MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8))) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the signature was not made with the token known here");
    }
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
