package io.github.citydc.cli.front.outbound;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.function.Function;

/** Makes messages of drafts. Thread-safe. */
final class MessageDrafts {

  /** How many bytes a payload may have. */
  static final int LONGEST = 4 * 1024 * 1024;

  private final ExchangeClient client;
  private final NodeId hub;
  private final Function<String, Class<? extends Payload>> types;
  private final Errors errors;
  private final PayloadJson json = PayloadJson.standard();

  MessageDrafts(
      ExchangeClient client,
      NodeId hub,
      Function<String, Class<? extends Payload>> types,
      Errors errors) {
    this.client = client;
    this.hub = hub;
    this.types = types;
    this.errors = errors;
  }

  /** Thrown for a draft that cannot become a message. */
  static final class UnusableDraftException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String errors;

    UnusableDraftException(String errors) {
      super("The draft cannot become a message");
      this.errors = errors;
    }

    /** A JSON array. */
    String errors() {
      return errors;
    }
  }

  PreparedMessage prepare(Draft draft) throws UnusableDraftException {
    if (draft.errors().isPresent()) {
      throw new UnusableDraftException(draft.errors().get());
    }
    if (draft.payload().size() > LONGEST) {
      throw unusable("payload-too-large", "A payload has at most " + LONGEST + " bytes");
    }
    Class<? extends Payload> type = parsed("unknown-type", types, draft.type());
    NodeId receiver =
        draft.receiver().isPresent()
            ? parsed("receiver", NodeId::parse, draft.receiver().get())
            : hub;
    Operation operation = parsed("operation", Operation::ofWireName, draft.operation());
    try {
      operation.requireFor(PayloadType.of(type));
      return client.prepare(receiver, operation, json.read(draft.payload().toByteArray(), type));
    } catch (PayloadFormatException e) {
      throw new UnusableDraftException(errors.of(List.of(e.violation())));
    } catch (InvalidPayloadException e) {
      throw new UnusableDraftException(errors.of(e.report().violations()));
    } catch (RefusedException e) {
      throw unusable(e.code().toString(), String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      throw unusable("operation", String.valueOf(e.getMessage()));
    }
  }

  private static <T> T parsed(String code, Function<String, T> parser, String text)
      throws UnusableDraftException {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw unusable(code, String.valueOf(e.getMessage()));
    }
  }

  private static UnusableDraftException unusable(String code, String message) {
    return new UnusableDraftException(Errors.one("", code, message));
  }
}
