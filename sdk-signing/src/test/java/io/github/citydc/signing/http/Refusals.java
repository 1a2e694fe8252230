package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects a message to be refused, with a reason in one line. */
final class Refusals {

  private Refusals() {}

  static void refused(String code, String reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VerificationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ProblemCode.ofWireName(code));
              assertThat(e).hasMessageContaining(reason);
              assertThat(e.getMessage()).doesNotContain("\n");
            });
  }
}
