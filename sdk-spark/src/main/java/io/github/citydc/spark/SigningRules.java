package io.github.citydc.spark;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.SignatureBase;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The requests that tasks may have signed. */
final class SigningRules {

  private static final ComponentIdentifier METHOD = ComponentIdentifier.of("@method");
  private static final ComponentIdentifier PATH = ComponentIdentifier.of("@path");
  private static final ComponentIdentifier QUERY = ComponentIdentifier.of("@query");
  private static final ComponentIdentifier RECEIVER = ComponentIdentifier.of("cdx-receiver");
  private static final Set<String> PART_METHODS = Set.of("PUT", "HEAD");
  private static final String PART = ".*/parts/(sha-256|sm3)(:|%3[Aa])[0-9a-f]{64}";

  private SigningRules() {}

  /** Parts of one batch to one node. */
  static Predicate<SignatureBase> partsOf(MessageId batch, NodeId receiver) {
    return base ->
        is(base, RECEIVER, receiver.toString())
            && value(base, METHOD).filter(PART_METHODS::contains).isPresent()
            && value(base, PATH).filter(path -> path.matches(PART)).isPresent()
            && is(base, QUERY, "?for=" + batch);
  }

  /** Pages of records of one node. */
  static Predicate<SignatureBase> recordsOf(NodeId receiver) {
    return base ->
        is(base, RECEIVER, receiver.toString())
            && is(base, METHOD, "GET")
            && value(base, PATH).filter(path -> path.endsWith("/records")).isPresent();
  }

  private static boolean is(SignatureBase base, ComponentIdentifier component, String value) {
    return value(base, component).filter(value::equals).isPresent();
  }

  private static Optional<String> value(SignatureBase base, ComponentIdentifier component) {
    return base.value(component);
  }
}
