package io.github.citydc.spring;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A signer that counts what it signs: each answer of the receiver, and each message in it.
 * Thread-safe.
 *
 * @param signer does the work
 * @param answers counts
 */
record MeteredSigner(MessageSigner signer, AnswerMeters answers) implements MessageSigner {

  @Override
  public NodeId node() {
    return signer.node();
  }

  @Override
  public List<X509Certificate> certificates() {
    return signer.certificates();
  }

  @Override
  public void require(AlgorithmProfile profile) {
    signer.require(profile);
  }

  @Override
  public HttpRequest sign(HttpRequest request, NodeId receiver) {
    return signer.sign(request, receiver);
  }

  @Override
  public HttpResponse sign(HttpResponse response, HttpRequest inReplyTo) {
    answers.count(response, inReplyTo);
    return signer.sign(response, inReplyTo);
  }
}
