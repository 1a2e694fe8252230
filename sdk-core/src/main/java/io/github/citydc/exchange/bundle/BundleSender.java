package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sending side of bundles: messages for the same receiver travel in one signed request, of up
 * to 1,000 messages. A receiver that takes no bundles is sent the messages one by one.
 *
 * <pre>{@code
 * BundleSender bundles = BundleSender.through(client);
 * List<PreparedMessage> messages =
 *     persons.stream().map(person -> client.prepare(hub, Operation.UPSERT, person)).toList();
 * for (SentMessage sent : bundles.sendAll(messages)) {
 *   sent.receipt().ifPresent(this::keep);
 * }
 * }</pre>
 *
 * <p>Each message is accepted or refused on its own, and has its own receipt. Thread-safe; one
 * instance serves a whole application.
 */
public final class BundleSender {

  private static final Logger LOG = LoggerFactory.getLogger(BundleSender.class);
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final ExchangeClient client;
  private final BundleCalls calls;
  private final boolean makesBundles;
  private final Map<NodeId, Known> known = new ConcurrentHashMap<>();

  private record Known(BundleTerms terms, Instant until) {}

  private BundleSender(ExchangeClient client, boolean makesBundles) {
    this.client = client;
    this.makesBundles = makesBundles;
    this.calls = new BundleCalls(client);
  }

  /**
   * A sender of bundles.
   *
   * @param client makes the calls
   * @return the sender
   */
  public static BundleSender through(ExchangeClient client) {
    return new BundleSender(client, true);
  }

  /**
   * A sender that makes no bundles, whatever receivers take: it sends messages one by one.
   *
   * @param client makes the calls
   * @return the sender
   */
  public static BundleSender oneByOne(ExchangeClient client) {
    return new BundleSender(client, false);
  }

  /**
   * Sends messages, to whatever receivers. Those that fail for a reason that may pass are sent
   * again as long as others get through. May be called again with the same messages: each is
   * accepted once.
   *
   * @param messages the messages; they are handled in this order, receiver by receiver
   * @return what has become of each, in the order of the messages
   */
  public List<SentMessage> sendAll(List<PreparedMessage> messages) {
    Map<NodeId, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      places
          .computeIfAbsent(messages.get(i).envelope().receiver(), node -> new ArrayList<>())
          .add(i);
    }
    Map<Integer, SentMessage> sent = new HashMap<>();
    places.forEach((receiver, chosen) -> sendAll(receiver, messages, chosen, sent));
    List<SentMessage> inOrder = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      inOrder.add(sent.get(i));
    }
    return inOrder;
  }

  private void sendAll(
      NodeId receiver,
      List<PreparedMessage> messages,
      List<Integer> places,
      Map<Integer, SentMessage> sent) {
    List<Integer> left = places;
    int before;
    do {
      before = left.size();
      List<SentMessage> tried = send(receiver, left.stream().map(messages::get).toList());
      List<Integer> again = new ArrayList<>();
      for (int i = 0; i < tried.size(); i++) {
        sent.put(left.get(i), tried.get(i));
        if (tried.get(i).failure().filter(ExchangeException::isRetryable).isPresent()) {
          again.add(left.get(i));
        }
      }
      left = again;
    } while (!left.isEmpty() && left.size() < before);
  }

  /**
   * Whether a receiver takes bundles. It is asked, if that is not known, and again every ten
   * minutes.
   *
   * @param receiver the receiving node
   * @return false if messages for it are sent one by one
   * @throws ExchangeException if it does not answer; nothing is known then
   */
  public boolean isTakenBy(NodeId receiver) {
    return !terms(receiver).isNone();
  }

  private BundleTerms terms(NodeId receiver) {
    if (!makesBundles) {
      return BundleTerms.NONE;
    }
    Instant now = client.clock().instant();
    Known before = known.get(receiver);
    if (before != null && now.isBefore(before.until())) {
      return before.terms();
    }
    BundleTerms terms;
    try {
      terms = calls.terms(receiver);
    } catch (ExchangeException e) {
      if (e.isRetryable()) {
        throw e;
      }
      terms = BundleTerms.NONE;
    }
    known.put(receiver, new Known(terms, now.plus(KEPT)));
    return terms;
  }

  /**
   * Sends messages to one receiver, once, apart from the quick retries of the client: in bundles as
   * large as it takes, one after the other.
   *
   * @param receiver the receiving node
   * @param messages messages for it
   * @return what has become of each, in the order of the messages
   */
  public List<SentMessage> send(NodeId receiver, List<PreparedMessage> messages) {
    return send(receiver, messages, false);
  }

  /**
   * Sends messages to one receiver, once, as {@link #send} does, and keeps their order: none is
   * accepted behind one that was not, unless that one is refused for good. What is behind it {@link
   * SentMessage#wasNotBegun}.
   *
   * @param receiver the receiving node
   * @param messages messages for it, which are to be handled in this order
   * @return what has become of each, in the order of the messages
   */
  public List<SentMessage> sendInOrder(NodeId receiver, List<PreparedMessage> messages) {
    return send(receiver, messages, true);
  }

  private List<SentMessage> send(NodeId receiver, List<PreparedMessage> messages, boolean inOrder) {
    if (messages.size() < 2) {
      return alone(messages, inOrder);
    }
    BundleTerms terms;
    try {
      terms = terms(receiver);
    } catch (ExchangeException e) {
      return allFailed(messages, e);
    }
    List<SentMessage> sent = new ArrayList<>();
    for (List<PreparedMessage> together : terms.cut(messages)) {
      if (inOrder && sent.stream().anyMatch(BundleSender::holdsOthersBack)) {
        together.forEach(message -> sent.add(SentMessage.notSent(message)));
      } else if (together.size() < 2) {
        sent.addAll(alone(together, inOrder));
      } else {
        sent.addAll(bundle(receiver, together, terms, inOrder));
      }
    }
    return sent;
  }

  private static boolean holdsOthersBack(SentMessage sent) {
    return sent.failure().filter(failure -> failure.delivery() != Delivery.REFUSED).isPresent();
  }

  /**
   * A bundle that is refused as a whole, or on which this node fails, says nothing about its
   * messages: each is asked about by itself.
   */
  private List<SentMessage> bundle(
      NodeId receiver, List<PreparedMessage> bundle, BundleTerms terms, boolean inOrder) {
    List<SentMessage> sent;
    try {
      sent = calls.send(receiver, bundle, terms, inOrder);
    } catch (ExchangeException e) {
      if (e.isRetryable()) {
        return allFailed(bundle, e);
      }
      known.remove(receiver);
      return alone(bundle, inOrder);
    } catch (RuntimeException | Error e) {
      Problems.log(LOG, "A bundle for " + receiver + " could not be sent", e);
      return alone(bundle, inOrder);
    }
    return sent.stream().map(this::kept).toList();
  }

  private SentMessage kept(SentMessage sent) {
    try {
      sent.receipt().ifPresent(receipt -> client.receipts().keep(receipt));
      return sent;
    } catch (RuntimeException | Error e) {
      return SentMessage.failed(sent.message(), ownFailure(sent.message(), e));
    }
  }

  private List<SentMessage> alone(List<PreparedMessage> messages, boolean inOrder) {
    List<SentMessage> sent = new ArrayList<>();
    boolean held = false;
    for (PreparedMessage message : messages) {
      SentMessage outcome = held ? SentMessage.notSent(message) : alone(message);
      held = held || (inOrder && holdsOthersBack(outcome));
      sent.add(outcome);
    }
    return sent;
  }

  private SentMessage alone(PreparedMessage message) {
    try {
      return SentMessage.accepted(message, client.send(message));
    } catch (RuntimeException | Error e) {
      return SentMessage.failed(message, ownFailure(message, e));
    }
  }

  /** What this node fails on may pass, or not; nothing is known of the message. */
  private static ExchangeException ownFailure(PreparedMessage message, Throwable failure) {
    if (failure instanceof ExchangeException known) {
      return known;
    }
    Problems.log(LOG, "Message " + message.messageId() + " could not be sent", failure);
    return new TransportException(
        "This node failed on the message: " + failure.getClass().getName(), failure);
  }

  private static List<SentMessage> allFailed(
      List<PreparedMessage> messages, ExchangeException failure) {
    return messages.stream().map(message -> SentMessage.failed(message, failure)).toList();
  }
}
