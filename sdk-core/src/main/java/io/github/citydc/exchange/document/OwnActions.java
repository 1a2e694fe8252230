package io.github.citydc.exchange.document;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentActionBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The actions of one organ: each is made for the life as it is, kept, and then sent. Thread-safe.
 */
final class OwnActions {

  private static final String REMINDED = "reminded";
  private static final PayloadType ACTION = PayloadType.of(DocumentAction.class);

  /** How often an action is made again because the life has changed meanwhile. */
  private static final int ROUNDS = 20;

  private final ExchangeClient client;
  private final Organ organ;
  private final DocumentLog log;
  private final DocumentCourier courier;
  private final Clock clock;
  private final PayloadJson json = PayloadJson.standard();

  OwnActions(
      ExchangeClient client, Organ organ, DocumentLog log, DocumentCourier courier, Clock clock) {
    this.client = client;
    this.organ = organ;
    this.log = log;
    this.courier = courier;
    this.clock = clock;
  }

  SignedReceipt act(DocumentCopy copy, String action, Optional<String> reason) {
    String id = begin(copy, action, reason, () -> repeated(copy, action), taken -> List.of());
    return deliver(copy, action, id, ACTION);
  }

  /** The action that a call repeats. Only of reminders there may be several for one sending. */
  private Optional<String> repeated(DocumentCopy copy, String action) {
    CopyLife life = log.life(key(copy));
    if (!action.equals(REMINDED)) {
      return Optional.of(life.idOf(action)).filter(life::has);
    }
    return life.actions().stream()
        .filter(taken -> taken.action().equals(REMINDED))
        .map(DocumentAction::actionId)
        .filter(id -> courier.isWaiting(life.copy(), id))
        .findFirst();
  }

  /**
   * Adds an action to the life as it is; another process, or the other side, may change it
   * meanwhile.
   *
   * @param repeated the action if it is there already
   * @param first messages that are sent before the action
   * @return the identifier of the action
   */
  String begin(
      DocumentCopy copy,
      String action,
      Optional<String> reason,
      Supplier<Optional<String>> repeated,
      Function<DocumentAction, List<DocumentMessage>> first) {
    for (int round = 0; round < ROUNDS; round++) {
      CopyLife life = log.life(key(copy));
      Optional<String> before = repeated.get();
      if (before.isPresent()) {
        return before.get();
      }
      DocumentAction wanted = make(copy, life, action, reason);
      life.own(wanted);
      List<DocumentMessage> messages = new ArrayList<>(first.apply(wanted));
      ContentHash content = ContentHash.of(Content.of(json.write(wanted)));
      messages.add(message(copy, wanted, content, Operation.EVENT, wanted));
      if (log.begin(life, wanted, messages)) {
        return wanted.actionId();
      }
    }
    throw new RefusedException(
        ProblemCode.UNAVAILABLE, "The life of the document keeps changing; try again");
  }

  DocumentMessage message(
      DocumentCopy copy,
      DocumentAction action,
      ContentHash content,
      Operation operation,
      Payload payload) {
    return new DocumentMessage(
        action.actionId(), content, client.prepare(copy.partner(), operation, payload));
  }

  DocumentAction make(DocumentCopy copy, CopyLife life, String action, Optional<String> reason) {
    DocumentAction made =
        DocumentActionBuilder.builder()
            .documentId(copy.documentId())
            .documentNumber(copy.documentNumber())
            .actionId(life.idOf(action))
            .action(action)
            .organ(organ)
            .recipient(Optional.of(copy.recipient()))
            .at(Timestamps.now(clock))
            .reason(reason)
            .extensions(Extensions.none())
            .build();
    return DocumentSteps.isOfRecipient(made)
        ? made
        : DocumentActionBuilder.builder(made).step(Optional.of(life.steps().size())).build();
  }

  SignedReceipt deliver(DocumentCopy copy, String action, String id, PayloadType type) {
    courier.send(key(copy));
    Optional<SignedReceipt> receipt = courier.receipt(id, type);
    if (receipt.isEmpty()) {
      // Meanwhile the other side has ended what this action answers, or it was refused elsewhere.
      DocumentSteps.require(
          log.life(key(copy)).actions(), make(copy, log.life(key(copy)), action, Optional.empty()));
      throw new RefusedException(
          ProblemCode.UNAVAILABLE, "The action was taken back meanwhile; try again");
    }
    return receipt.get();
  }

  static CopyKey key(DocumentCopy copy) {
    return CopyKey.of(copy.documentId(), copy.recipient());
  }
}
