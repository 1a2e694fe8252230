package io.github.citydc.spark;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.SignatureBase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Signs requests for the tasks of a driver, whose keys stay here. A task shows the ticket of its
 * write or read, and gets signatures of such requests only, until that ends. Thread-safe.
 *
 * <p>The only state that is static: Spark makes the plugin, which is asked, and the data source,
 * which opens tickets, each by the name of its class, and they meet nowhere else.
 */
final class SigningDesk {

  private static final SigningDesk OF_THIS_DRIVER = new SigningDesk();
  private static final int TICKET_BYTES = 16;

  /** What {@link SigningKey#fromProvider} has signed to see whether key and certificate agree. */
  private static final byte[] TRIAL =
      "Does this key belong to its certificate?".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, Session> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> readings = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  private record Session(SigningKey key, Predicate<SignatureBase> rule, AtomicLong signed) {}

  SigningDesk() {}

  static SigningDesk ofThisDriver() {
    return OF_THIS_DRIVER;
  }

  /**
   * Opens a ticket.
   *
   * @param key signs
   * @param rule what is signed
   * @return the ticket
   */
  String open(SigningKey key, Predicate<SignatureBase> rule) {
    byte[] ticket = new byte[TICKET_BYTES];
    random.nextBytes(ticket);
    String text = HexFormat.of().formatHex(ticket);
    sessions.put(text, new Session(key, rule, new AtomicLong()));
    return text;
  }

  /**
   * The ticket of all reads of one node with one key, which lasts: a dataset may be read again at
   * any time.
   *
   * @param key signs
   * @param source the node that is read
   * @return the same ticket each time
   */
  String reading(SigningKey key, NodeId source) {
    return readings.computeIfAbsent(
        key.verificationKey() + " " + key + " " + source,
        known -> open(key, SigningRules.recordsOf(source)));
  }

  /** Ends a ticket: nothing is signed for it any more. */
  void close(String ticket) {
    sessions.remove(ticket);
    readings.values().remove(ticket);
  }

  /** The tickets that are open. */
  Set<String> tickets() {
    return Set.copyOf(sessions.keySet());
  }

  /**
   * Signs for a task.
   *
   * @param ticket its ticket
   * @param text a signature base
   * @return the signature as on the wire
   * @throws SecurityException if the ticket has ended, or the text is something else than the task
   *     may send
   */
  byte[] sign(String ticket, byte[] text) {
    Session session = sessions.get(ticket);
    if (session == null) {
      throw new SecurityException("The write or read that this task belongs to has ended");
    }
    if (!Arrays.equals(text, TRIAL) && !isAllowed(session, text)) {
      throw new SecurityException("A task has only requests of its own write or read signed");
    }
    session.signed().incrementAndGet();
    return session.key().sign(text);
  }

  private static boolean isAllowed(Session session, byte[] text) {
    try {
      return session
          .rule()
          .test(SignatureBase.parse(new String(text, StandardCharsets.ISO_8859_1)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
