package org.example.permit;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import io.github.citydc.validation.ValidationReport;
import java.time.OffsetDateTime;
import java.util.Optional;

/** {@code POST /permits}, by the clock, the rules and the access policy of its receiver. */
public final class PermitDesk implements Endpoint {

  private static final int SMALL = 2048;
  private static final PayloadType TYPE = PayloadType.of(PermitRequest.class);

  private final ReceiverParts receiver;

  private PermitDesk(ReceiverParts receiver) {
    this.receiver = receiver;
  }

  public static EndpointFactory factory() {
    return PermitDesk::new;
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target.match("POST", "permits").map(path -> Answer.json(permit(request)));
  }

  private Permit permit(VerifiedRequest request) {
    PermitRequest asked = JsonBody.read(request, PermitRequest.class);
    ValidationReport report = receiver.rules().validate(asked);
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
    DivisionCode street = DivisionCode.parse(asked.street());
    receiver.access().authorize(request.sender(), TYPE, Operation.UPSERT, Jurisdiction.of(street));
    return new Permit(
        receiver.self().toString(), asked.plate(), OffsetDateTime.now(receiver.clock()));
  }

  @Override
  public int maxBodySize(Target target) {
    return target.match("POST", "permits").isPresent() ? SMALL : 0;
  }

  @Override
  public void describe(NodeDescriptionBuilder node) {
    node.other("permits", BooleanNode.TRUE);
  }
}
