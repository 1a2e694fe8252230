package io.github.citydc.testkit;

import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.testkit.internal.FaultyAnswers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signers of a node with certificates that are no longer good, made when they are needed first. The
 * directory of the city knows these certificates, so that a client can say what is wrong with them.
 * Thread-safe.
 */
final class FaultySigners implements FaultyAnswers.Signers {

  private static final Duration LONG_AGO = Duration.ofDays(400);
  private static final Duration YESTERDAY = Duration.ofDays(1);

  private final SandboxParty party;
  private @Nullable MessageSigner expired;
  private @Nullable MessageSigner revoked;

  FaultySigners(SandboxParty party) {
    this.party = party;
  }

  @Override
  public MessageSigner right() {
    return party.signer(party.key());
  }

  @Override
  public synchronized MessageSigner expired() {
    MessageSigner signer = expired;
    if (signer == null) {
      Instant now = party.clock().instant();
      signer = with(certified(now.minus(LONG_AGO), now.minus(YESTERDAY)));
      expired = signer;
    }
    return signer;
  }

  @Override
  public synchronized MessageSigner revoked() {
    MessageSigner signer = revoked;
    if (signer == null) {
      Instant now = party.clock().instant();
      X509Certificate certificate = certified(now.minus(YESTERDAY), now.plus(LONG_AGO));
      party.city().ca().revoke(certificate, now.minus(YESTERDAY));
      signer = with(certificate);
      revoked = signer;
    }
    return signer;
  }

  private X509Certificate certified(Instant notBefore, Instant notAfter) {
    return party
        .city()
        .ca()
        .certify(party.node(), party.key().verificationKey(), notBefore, notAfter);
  }

  private MessageSigner with(X509Certificate certificate) {
    party.city().publish(party.node(), certificate);
    SigningKey key = party.key().certificates(List.of(certificate));
    return party.signer(key);
  }
}
