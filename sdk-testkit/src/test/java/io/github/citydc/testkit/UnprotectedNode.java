package io.github.citydc.testkit;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A node that believes what it is told: for tests of thousands of messages, none of them forged.
 */
record UnprotectedNode(NodeId node) implements MessageSigner, MessageVerifier {

  private static final SignatureEvidence NONE = new SignatureEvidence("", "", List.of());

  @Override
  public List<X509Certificate> certificates() {
    return List.of();
  }

  @Override
  public HttpRequest sign(HttpRequest request, NodeId receiver) {
    return request.headers(
        request
            .headers()
            .with("cdx-sender", node.toString())
            .with("cdx-receiver", receiver.toString())
            .with("signature", "none"));
  }

  @Override
  public HttpResponse sign(HttpResponse response, HttpRequest inReplyTo) {
    return response.headers(response.headers().with("cdx-sender", node.toString()));
  }

  @Override
  public VerifiedRequest verify(HttpRequest request, NodeId self) {
    return new VerifiedRequest(sender(request.headers().value("cdx-sender")), request, NONE);
  }

  @Override
  public VerifiedResponse verify(HttpResponse response, HttpRequest inReplyTo) {
    return new VerifiedResponse(sender(response.headers().value("cdx-sender")), response, NONE);
  }

  private static NodeId sender(Optional<String> field) {
    return field
        .map(NodeId::parse)
        .orElseThrow(() -> new VerificationException(ProblemCode.SIGNATURE_MISSING, "no sender"));
  }
}
