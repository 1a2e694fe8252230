package io.github.citydc.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.fault.Fault;
import io.github.citydc.testkit.fault.FaultKind;
import io.github.citydc.testkit.fault.Faults;
import io.github.citydc.testkit.internal.FaultPanel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The faults of a node, switched by words and numbers. */
final class FaultSwitches implements FaultPanel {

  private static final int SECONDS = 5;
  private static final int BAD_GATEWAY = 502;

  private final Faults faults;

  FaultSwitches(Faults faults) {
    this.faults = faults;
  }

  @Override
  public List<String> kinds() {
    return Stream.of(FaultKind.values()).map(FaultKind::label).toList();
  }

  @Override
  public List<ObjectNode> active() {
    return faults.active().stream()
        .map(
            active ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("id", active.id())
                    .put("kind", active.fault().kind().label())
                    .put("hits", active.hits())
                    .put("description", active.toString()))
        .toList();
  }

  @Override
  public void switchOn(JsonNode wish) {
    Fault fault = fault(wish);
    if (wish.has("times")) {
      fault = fault.times(wish.get("times").asInt());
    }
    if (wish.has("sender")) {
      fault = fault.from(NodeId.parse(wish.get("sender").asText()));
    }
    if (wish.has("type")) {
      fault = fault.ofType(PayloadType.parse(wish.get("type").asText()));
    }
    faults.add(fault);
  }

  private static Fault fault(JsonNode wish) {
    Duration time = Duration.ofSeconds(wish.path("seconds").asInt(SECONDS));
    return switch (kind(wish)) {
      case REFUSE -> Fault.refuse(problem(wish));
      case RATE_LIMIT -> Fault.rateLimit(time);
      case DELAY -> Fault.delay(time);
      case CUT_BEFORE_COMMIT -> Fault.cutBeforeCommit();
      case CUT_AFTER_COMMIT -> Fault.cutAfterCommit();
      case LOSE_RESPONSE -> Fault.loseResponse();
      case SERVER_ERROR -> Fault.serverError(BAD_GATEWAY);
      case PROXY_PAGE -> Fault.proxyPage();
      case CLOCK_SKEW -> Fault.clockSkew(time);
      case EXPIRED_CERTIFICATE -> Fault.expiredCertificate();
      case REVOKED_CERTIFICATE -> Fault.revokedCertificate();
      case WRONG_SIGNATURE -> Fault.wrongSignature();
      case CORRUPTED_REQUEST -> Fault.corruptedRequest();
      case CORRUPTED_RESPONSE -> Fault.corruptedResponse();
      case SLOW_BODY -> Fault.slowBody(time);
    };
  }

  private static FaultKind kind(JsonNode wish) {
    String label = wish.path("kind").asText();
    return Stream.of(FaultKind.values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no fault of this name"));
  }

  private static ProblemCode problem(JsonNode wish) {
    String name = wish.path("problem").asText(ProblemCode.UNAVAILABLE.wireName());
    return ProblemCode.standard().stream()
        .filter(code -> code.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no problem of this name"));
  }

  @Override
  public void clear() {
    faults.clear();
  }
}
