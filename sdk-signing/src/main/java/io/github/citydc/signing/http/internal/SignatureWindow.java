package io.github.citydc.signing.http.internal;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The accepted difference between the time of a signature and the local time.
 *
 * @param width in either direction
 */
public record SignatureWindow(Duration width) {

  public SignatureWindow {
    if (width.isNegative() || width.isZero()) {
      throw new IllegalArgumentException("The window is longer than nothing");
    }
  }

  /**
   * Returns if the signature is of now.
   *
   * @throws VerificationException with {@code clock-skew}, saying by how much and in which
   *     direction
   */
  public void require(Instant created, Optional<Instant> expires, Instant now) {
    Duration age = Duration.between(created, now);
    if (age.abs().compareTo(width) > 0) {
      throw skew(
          "the signature was created "
              + age.abs().toSeconds()
              + " s "
              + (age.isNegative() ? "after" : "before")
              + " the time here, "
              + now
              + "; accepted are "
              + width.toSeconds()
              + " s");
    }
    if (expires.filter(now::isAfter).isPresent()) {
      throw skew("the signature has expired by its own word");
    }
  }

  /** When a signature stops being acceptable. */
  public Instant end(Instant created) {
    return BoundedTime.after(created, width).plusSeconds(1);
  }

  private static VerificationException skew(String detail) {
    return new VerificationException(ProblemCode.CLOCK_SKEW, detail);
  }
}
