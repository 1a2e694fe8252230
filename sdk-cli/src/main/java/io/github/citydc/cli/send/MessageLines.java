package io.github.citydc.cli.send;

import io.github.citydc.cli.lines.Line;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.util.function.UnaryOperator;

/** Makes messages of lines that are payloads of one type. Thread-safe. */
public final class MessageLines {

  /** How many bytes a line may have. */
  public static final int LONGEST = 4 * 1024 * 1024;

  private final PayloadJson json = PayloadJson.standard();
  private final ExchangeClient client;
  private final NodeId receiver;
  private final Class<? extends Payload> type;
  private final Operation operation;
  private final UnaryOperator<Payload> change;

  /**
   * Makes messages.
   *
   * @param client validates and prepares them
   * @param receiver whom they are for
   * @param type the record
   * @param operation what to do with each
   * @param change is made to each payload
   */
  public MessageLines(
      ExchangeClient client,
      NodeId receiver,
      Class<? extends Payload> type,
      Operation operation,
      UnaryOperator<Payload> change) {
    this.client = client;
    this.receiver = receiver;
    this.type = type;
    this.operation = operation;
    this.change = change;
  }

  /** What is made of lines: the operation and the type. */
  String madeOf() {
    return operation.wireName() + " " + PayloadType.of(type);
  }

  /**
   * The message of a line.
   *
   * @param line a line that is not blank
   * @return the message, with a new id
   * @throws io.github.citydc.model.PayloadFormatException if the line is not JSON of the type
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if it breaks rules of the
   *     type
   */
  public PreparedMessage prepare(Line line) {
    return client.prepare(receiver, operation, change.apply(json.read(line.bytes(), type)));
  }
}
