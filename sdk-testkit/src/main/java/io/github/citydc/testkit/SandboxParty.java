package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.cms.CmsForm;
import io.github.citydc.signing.cms.CmsSigner;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.trust.TrustStore;
import java.time.Clock;
import java.util.List;

/**
 * A node of a city that signs with its key, verifies by the city's root and directory, and
 * publishes that directory.
 *
 * @param city whose root it trusts and whose directory it uses
 * @param node its id
 * @param key its key
 * @param trust what it trusts
 * @param clock tells when it signs and verifies
 */
record SandboxParty(SandboxCity city, NodeId node, SigningKey key, TrustStore trust, Clock clock) {

  /** A receiver without inbox and features. */
  ExchangeReceiverBuilder receiver() {
    CmsSigner signer = new CmsSigner(key, CmsForm.GM, clock);
    ExchangeReceiverBuilder receiver = ExchangeReceiver.builder();
    city.decryptionKey(node)
        .ifPresent(opening -> receiver.decryption(new PayloadDecryptor(node, List.of(opening))));
    return receiver
        .self(node)
        .signer(signer(key))
        .verifier(HttpSignatures.verifierBuilder(trust, city.directory()).clock(clock).build())
        .clock(clock)
        .publishing(() -> signedDirectory(signer));
  }

  MessageSigner signer(SigningKey with) {
    return HttpSignatures.signerBuilder(with).clock(clock).build();
  }

  private Content signedDirectory(CmsSigner signer) {
    return Content.of(signer.sign(city.document(node, clock.instant()).toJson()));
  }
}
