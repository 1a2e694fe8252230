package io.github.citydc.exchange;

import com.fasterxml.uuid.Generators;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.security.Protection;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A maker of messages from payloads, which it validates, envelopes and encrypts. Thread-safe. */
final class MessageMaker {

  private final NodeId self;
  private final Clock clock;
  private final Optional<PayloadValidator> rules;
  private final Protection protection;
  private final Supplier<UUID> ids = Generators.timeBasedEpochRandomGenerator()::generate;
  private final PayloadJson json = PayloadJson.standard();

  MessageMaker(NodeId self, ExchangeClientBuilder builder) {
    this.self = self;
    this.clock = builder.clock;
    this.rules = builder.validator;
    this.protection = Protection.by(builder.encryption);
  }

  MessageId newMessageId() {
    return new MessageId(ids.get());
  }

  Protection protection() {
    return protection;
  }

  Optional<PayloadValidator> rules() {
    return rules;
  }

  PreparedMessage make(NodeId receiver, Operation operation, Payload payload) {
    rules.ifPresent(standing -> requireValid(standing.validate(payload)));
    Envelope envelope =
        Envelope.builder()
            .messageId(newMessageId())
            .type(PayloadType.of(payload.getClass()))
            .operation(operation)
            .sender(self)
            .receiver(receiver)
            .sentAt(Timestamps.now(clock))
            .payload(json.toObject(payload))
            .build();
    Envelope encrypted = protection.encrypt(envelope);
    return new PreparedMessage(encrypted, Content.of(encrypted.toJson()));
  }

  private static void requireValid(ValidationReport report) {
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
  }
}
