package io.github.citydc.exchange.security;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A signer of the requests and responses of a node. Implementations are thread-safe. They set
 * {@code cdx-sender}, {@code cdx-receiver}, the digest of the body and the signature; everything
 * else of the message stays as it is. The signature of a response covers {@code cdx-request}, too
 * ({@link RequestVerification}); a response without it is signed as {@code unverified}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface MessageSigner {

  /**
   * The node in whose name this signer signs.
   *
   * @return the node that owns the key
   */
  NodeId node();

  /**
   * The certificates that others need to verify its signatures; {@code GET /node} returns them.
   *
   * @return the certificate of the key, then its issuers; without the root
   */
  List<X509Certificate> certificates();

  /**
   * Requires that this signer uses the algorithms of a profile only. By default it uses any.
   *
   * @param profile the profile of the node
   * @throws IllegalStateException if it uses others
   */
  default void require(AlgorithmProfile profile) {
    if (profile != AlgorithmProfile.GENERAL) {
      throw new IllegalStateException(
          "This signer does not say that it keeps to the profile " + profile.wireName());
    }
  }

  /**
   * Signs a request. Two calls give two signatures with their own time and nonce.
   *
   * @param request what will be sent
   * @param receiver the receiving node
   * @return the request with the fields that protect it
   */
  HttpRequest sign(HttpRequest request, NodeId receiver);

  /**
   * Signs a response and binds it to its request.
   *
   * @param response what will be sent
   * @param inReplyTo the request as it was received
   * @return the response with the fields that protect it
   */
  HttpResponse sign(HttpResponse response, HttpRequest inReplyTo);
}
