package io.github.citydc.signing.http;

import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.TrustStore;

/**
 * Factories for signers and verifiers of the messages of the exchange, by the signature profile of
 * interface standard §4.1.
 *
 * <pre>{@code
 * MessageSigner signer = HttpSignatures.signer(SigningKey.fromPem(keyFile, certificateFile));
 * MessageVerifier verifier = HttpSignatures.verifier(TrustStore.ofPem(cityCaFile), directory);
 * }</pre>
 *
 * <p>Everything it makes is thread-safe.
 *
 * <p><b>Security guarantees.</b> What a verifier returns was signed by the node named as its
 * sender, for the node named as its receiver, within the window, over method, path, query, status
 * and body as the profile demands; a request was not returned before, and a response answers the
 * very request that was sent. A proxy that forwards messages can change none of this. Not
 * protected: confidentiality (use TLS), fields the profile does not name, and the order of
 * messages.
 */
public final class HttpSignatures {

  private HttpSignatures() {}

  /**
   * A signer with this system's clock and randomness.
   *
   * @param key a key with the certificate of a node
   * @return the signer, in the name of that node
   * @throws IllegalArgumentException if the key has no certificate, or it names not exactly one
   *     node
   */
  public static MessageSigner signer(SigningKey key) {
    return signerBuilder(key).build();
  }

  /**
   * Returns a new builder of a signer.
   *
   * @param key a key with the certificate of a node
   * @return a builder
   */
  public static HttpSignerBuilder signerBuilder(SigningKey key) {
    return new HttpSignerBuilder(key);
  }

  /**
   * A verifier with this system's clock and a window of five minutes in either direction. A
   * receiver with a database has it remember nonces there; otherwise an {@link InMemoryReplayGuard}
   * does.
   *
   * @param trust the roots that certify nodes
   * @param directory the nodes that are known, with their certificates
   * @return the verifier
   */
  public static MessageVerifier verifier(TrustStore trust, NodeDirectory directory) {
    return verifierBuilder(trust, directory).build();
  }

  /**
   * Returns a new builder of a verifier.
   *
   * @param trust the roots that certify nodes
   * @param directory the nodes that are known, with their certificates
   * @return a builder
   */
  public static HttpVerifierBuilder verifierBuilder(TrustStore trust, NodeDirectory directory) {
    return new HttpVerifierBuilder(trust, directory);
  }
}
