package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Problems;
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
  private final Map<NodeId, Known> known = new ConcurrentHashMap<>();

  private record Known(BundleTerms terms, Instant until) {}

  private BundleSender(ExchangeClient client) {
    this.client = client;
    this.calls = new BundleCalls(client);
  }

  /**
   * A sender of bundles.
   *
   * @param client makes the calls
   * @return the sender
   */
  public static BundleSender through(ExchangeClient client) {
    return new BundleSender(client);
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
    if (messages.size() < 2) {
      return oneByOne(messages);
    }
    BundleTerms terms;
    try {
      terms = terms(receiver);
    } catch (ExchangeException e) {
      return allFailed(messages, e);
    }
    List<SentMessage> sent = new ArrayList<>();
    List<PreparedMessage> run = new ArrayList<>();
    for (PreparedMessage message : messages) {
      if (!terms.isNone() && terms.isFor(message)) {
        run.add(message);
      } else {
        sent.addAll(together(receiver, run, terms));
        run.clear();
        sent.addAll(oneByOne(List.of(message)));
      }
    }
    sent.addAll(together(receiver, run, terms));
    return sent;
  }

  private List<SentMessage> together(
      NodeId receiver, List<PreparedMessage> messages, BundleTerms terms) {
    List<SentMessage> sent = new ArrayList<>();
    for (List<PreparedMessage> bundle : terms.cut(messages)) {
      sent.addAll(bundle.size() < 2 ? oneByOne(bundle) : bundle(receiver, bundle, terms));
    }
    return sent;
  }

  /**
   * A bundle that is refused as a whole, or on which this node fails, says nothing about its
   * messages: each is asked about by itself.
   */
  private List<SentMessage> bundle(
      NodeId receiver, List<PreparedMessage> bundle, BundleTerms terms) {
    List<SentMessage> sent;
    try {
      sent = calls.send(receiver, bundle, terms);
    } catch (ExchangeException e) {
      if (e.isRetryable()) {
        return allFailed(bundle, e);
      }
      known.remove(receiver);
      return oneByOne(bundle);
    } catch (RuntimeException | Error e) {
      Problems.log(LOG, "A bundle for " + receiver + " could not be sent", e);
      return oneByOne(bundle);
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

  private List<SentMessage> oneByOne(List<PreparedMessage> messages) {
    List<SentMessage> sent = new ArrayList<>();
    for (PreparedMessage message : messages) {
      sent.add(alone(message));
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
