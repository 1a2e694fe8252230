package io.github.citydc.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.AcceptedItems;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.outbox.OutboxAdministration;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.trust.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at the keys that encrypted payloads need. Those of messages that wait in an outbox are
 * needed until these are delivered; one that has opened a message lately, as long as senders may
 * still send what they have encrypted for it.
 */
public final class NeededKeysCheck {

  private static final String CHECK = "decryption-key";
  private static final Duration NEEDED = AcceptedItems.SHORTEST_MEMORY;
  private static final int LOOKED_AT = 10_000;

  private final Optional<KeyId> held;
  private final Instant now;

  /**
   * Looks for keys that are needed.
   *
   * @param held the key with which this node opens payloads, empty if that is not to be looked at
   * @param now the time
   */
  public NeededKeysCheck(Optional<KeyId> held, Instant now) {
    this.held = held;
    this.now = now;
  }

  /** How many messages need a key, and when the last of them was made or accepted. */
  private record Need(int messages, Instant last) {

    Need and(Need other) {
      return new Need(messages + other.messages, last.isAfter(other.last) ? last : other.last);
    }
  }

  /**
   * Looks at the messages of an outbox that wait.
   *
   * @param outbox of this node
   * @param checkup takes what is found
   */
  public void ofOutbox(OutboxAdministration outbox, Checkup checkup) {
    Map<KeyId, Need> needs = needs();
    for (OutboxEntry entry : outbox.list(OutboxState.PENDING, LOOKED_AT)) {
      Envelope envelope = entry.message().envelope();
      key(envelope.payload())
          .ifPresent(
              key -> needs.merge(key, new Need(1, envelope.sentAt().toInstant()), Need::and));
    }
    needs.forEach(
        (key, need) ->
            checkup.well(
                CHECK,
                checkup.in(
                    "%d waiting messages are encrypted for the key %s: it must stay with %s until"
                        + " they are delivered",
                    "有%d份等待发送的报文用密钥 %s 加密：送达之前，该密钥必须留在 %s", need.messages(), key, key.node())));
  }

  /**
   * Looks at the messages that an inbox has accepted lately.
   *
   * @param inbox of this node
   * @param checkup takes what is found
   */
  public void ofInbox(Inbox inbox, Checkup checkup) {
    Map<KeyId, Need> needs = needs();
    for (AcceptedMessage accepted : inbox.latest(Optional.empty(), LOOKED_AT)) {
      if (accepted.acceptedAt().toInstant().isAfter(now.minus(NEEDED))) {
        inbox
            .find(accepted.sender(), accepted.messageId())
            .flatMap(NeededKeysCheck::key)
            .ifPresent(
                key -> needs.merge(key, new Need(1, accepted.acceptedAt().toInstant()), Need::and));
      }
    }
    needs.forEach((key, need) -> tell(key, need, checkup));
  }

  private void tell(KeyId key, Need need, Checkup checkup) {
    String until =
        checkup.in(
            "%d messages of the last %d days were encrypted for the key %s, the last at %s: keep it"
                + " until %s at least, messages encrypted for it may still wait at their senders",
            "最近 %2$d 天有%1$d份报文用密钥 %3$s 加密，最后一份在 %4$s：至少保留到 %5$s，发送方可能还有用它加密的报文在等待",
            need.messages(),
            NEEDED.toDays(),
            key,
            need.last(),
            need.last().plus(NEEDED));
    boolean missing = held.isPresent() && !held.get().equals(key);
    checkup.tell(
        CHECK,
        !missing,
        missing ? until + checkup.in(". It is not the key in this folder", "。它不是此文件夹中的密钥") : until);
  }

  private static Map<KeyId, Need> needs() {
    return new TreeMap<>(Comparator.comparing(KeyId::toString));
  }

  private static Optional<KeyId> key(InboxEntry entry) {
    try {
      return key(Envelope.fromJson(entry.body().toByteArray()).payload());
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  private static Optional<KeyId> key(ObjectNode payload) {
    JsonNode encrypted = payload.path("$encrypted");
    try {
      return encrypted.isTextual()
          ? Optional.of(PayloadDecryptor.keyOf(encrypted.textValue()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
