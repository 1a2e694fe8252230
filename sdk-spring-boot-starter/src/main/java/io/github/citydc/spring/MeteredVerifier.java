package io.github.citydc.spring;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A verifier that notes when the work on a request begins. Thread-safe.
 *
 * @param verifier does the work
 * @param times of the requests under way
 */
record MeteredVerifier(MessageVerifier verifier, RequestTimes times) implements MessageVerifier {

  @Override
  public VerifiedRequest verify(HttpRequest request, NodeId self) {
    times.begin();
    return verifier.verify(request, self);
  }

  @Override
  public VerifiedRequest verify(HttpRequest request, NodeId self, Consumer<NodeId> admission) {
    times.begin();
    return verifier.verify(request, self, admission);
  }

  @Override
  public MessageVerifier remembering(Function<Clock, Optional<ReplayGuard>> stored) {
    return new MeteredVerifier(verifier.remembering(stored), times);
  }

  @Override
  public MessageVerifier accepting(AlgorithmProfile profile) {
    return new MeteredVerifier(verifier.accepting(profile), times);
  }

  @Override
  public VerifiedResponse verify(HttpResponse response, HttpRequest inReplyTo) {
    return verifier.verify(response, inReplyTo);
  }
}
