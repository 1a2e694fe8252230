package io.github.citydc.testkit.fault;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A fault: what goes wrong, and for which requests. Without a limit, for all signed requests until
 * it is switched off. Immutable.
 *
 * <pre>{@code
 * node.faults().add(Fault.loseResponse().times(1));
 * node.faults().add(Fault.refuse(ProblemCode.UNAVAILABLE).from(vendor).ofType(Person.class));
 * }</pre>
 */
public final class Fault {

  private static final int FIRST_SERVER_ERROR = 500;
  private static final int LAST_SERVER_ERROR = 599;

  private final FaultKind kind;
  private final Settings settings;
  private final OptionalInt times;
  private final Optional<NodeId> sender;
  private final Optional<PayloadType> type;

  /** What a kind needs to be told. */
  private record Settings(Optional<ProblemCode> code, Duration duration, int status) {

    static final Settings NONE = new Settings(Optional.empty(), Duration.ZERO, 0);

    static Settings of(Duration duration) {
      return new Settings(Optional.empty(), duration, 0);
    }
  }

  private Fault(
      FaultKind kind,
      Settings settings,
      OptionalInt times,
      Optional<NodeId> sender,
      Optional<PayloadType> type) {
    this.kind = kind;
    this.settings = settings;
    this.times = times;
    this.sender = sender;
    this.type = type;
  }

  private static Fault of(FaultKind kind, Settings settings) {
    return new Fault(kind, settings, OptionalInt.empty(), Optional.empty(), Optional.empty());
  }

  private static Fault lasting(FaultKind kind, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A duration is not negative");
    }
    return of(kind, Settings.of(duration));
  }

  /**
   * Refuses requests with a problem. Codes about signatures, certificates and clocks are said as of
   * requests that were not verified, the others as of verified ones.
   *
   * @param code the problem
   * @return the fault
   */
  public static Fault refuse(ProblemCode code) {
    return of(FaultKind.REFUSE, new Settings(Optional.of(code), Duration.ZERO, 0));
  }

  /**
   * Refuses requests because there are too many.
   *
   * @param pause how long the sender is asked to wait
   * @return the fault
   */
  public static Fault rateLimit(Duration pause) {
    return lasting(FaultKind.RATE_LIMIT, pause);
  }

  /**
   * Handles requests late.
   *
   * @param delay how late
   * @return the fault
   */
  public static Fault delay(Duration delay) {
    return lasting(FaultKind.DELAY, delay);
  }

  /**
   * Closes the connection before anything is stored.
   *
   * @return the fault
   */
  public static Fault cutBeforeCommit() {
    return of(FaultKind.CUT_BEFORE_COMMIT, Settings.NONE);
  }

  /**
   * Closes the connection in the middle of the answer; what was sent is stored.
   *
   * @return the fault
   */
  public static Fault cutAfterCommit() {
    return of(FaultKind.CUT_AFTER_COMMIT, Settings.NONE);
  }

  /**
   * Closes the connection without an answer; what was sent is stored.
   *
   * @return the fault
   */
  public static Fault loseResponse() {
    return of(FaultKind.LOSE_RESPONSE, Settings.NONE);
  }

  /**
   * Answers with a bare status.
   *
   * @param status 500 to 599
   * @return the fault
   * @throws IllegalArgumentException if it is another status
   */
  public static Fault serverError(int status) {
    if (status < FIRST_SERVER_ERROR || status > LAST_SERVER_ERROR) {
      throw new IllegalArgumentException("A server error has a status from 500 to 599");
    }
    return of(FaultKind.SERVER_ERROR, new Settings(Optional.empty(), Duration.ZERO, status));
  }

  /**
   * Answers with the login page of a proxy, in HTML and with status 200.
   *
   * @return the fault
   */
  public static Fault proxyPage() {
    return of(FaultKind.PROXY_PAGE, Settings.NONE);
  }

  /**
   * Handles requests, and signs the answers, by a clock that is wrong.
   *
   * @param skew how much it is ahead; negative if it is behind
   * @return the fault
   */
  public static Fault clockSkew(Duration skew) {
    return of(FaultKind.CLOCK_SKEW, Settings.of(skew));
  }

  /**
   * Signs answers with a certificate that has expired.
   *
   * @return the fault
   */
  public static Fault expiredCertificate() {
    return of(FaultKind.EXPIRED_CERTIFICATE, Settings.NONE);
  }

  /**
   * Signs answers with a certificate that was revoked. Only a client whose trust store checks
   * revocation notices.
   *
   * @return the fault
   */
  public static Fault revokedCertificate() {
    return of(FaultKind.REVOKED_CERTIFICATE, Settings.NONE);
  }

  /**
   * Changes the signatures of answers.
   *
   * @return the fault
   */
  public static Fault wrongSignature() {
    return of(FaultKind.WRONG_SIGNATURE, Settings.NONE);
  }

  /**
   * Changes a byte of each request before it is verified.
   *
   * @return the fault
   */
  public static Fault corruptedRequest() {
    return of(FaultKind.CORRUPTED_REQUEST, Settings.NONE);
  }

  /**
   * Changes a byte of each answer.
   *
   * @return the fault
   */
  public static Fault corruptedResponse() {
    return of(FaultKind.CORRUPTED_RESPONSE, Settings.NONE);
  }

  /**
   * Sends answers slowly.
   *
   * @param whole how long each takes
   * @return the fault
   */
  public static Fault slowBody(Duration whole) {
    return lasting(FaultKind.SLOW_BODY, whole);
  }

  /**
   * The same fault for a number of requests; then it is switched off.
   *
   * @param requests at least 1
   * @return the fault
   * @throws IllegalArgumentException if it is less
   */
  public Fault times(int requests) {
    if (requests < 1) {
      throw new IllegalArgumentException("A fault happens at least once");
    }
    return new Fault(kind, settings, OptionalInt.of(requests), sender, type);
  }

  /**
   * The same fault for the requests of one sender only.
   *
   * @param node the sender
   * @return the fault
   */
  public Fault from(NodeId node) {
    return new Fault(kind, settings, times, Optional.of(node), type);
  }

  /**
   * The same fault for messages and batches of one payload type only.
   *
   * @param payload the record
   * @return the fault
   */
  public Fault ofType(Class<? extends Payload> payload) {
    return ofType(PayloadType.of(payload));
  }

  /**
   * The same fault for messages and batches of one payload type only.
   *
   * @param payload the type
   * @return the fault
   */
  public Fault ofType(PayloadType payload) {
    return new Fault(kind, settings, times, sender, Optional.of(payload));
  }

  /**
   * What goes wrong.
   *
   * @return the kind
   */
  public FaultKind kind() {
    return kind;
  }

  /**
   * The problem of {@link #refuse}.
   *
   * @return the code, empty for other kinds
   */
  public Optional<ProblemCode> code() {
    return settings.code();
  }

  /**
   * The pause, the delay, the skew, or how long an answer takes.
   *
   * @return the duration, zero for kinds without one
   */
  public Duration duration() {
    return settings.duration();
  }

  /**
   * The status of {@link #serverError}.
   *
   * @return the status, 0 for other kinds
   */
  public int status() {
    return settings.status();
  }

  /**
   * For how many requests it is.
   *
   * @return the number, empty until it is switched off
   */
  public OptionalInt times() {
    return times;
  }

  /**
   * Whose requests it is for.
   *
   * @return the sender, empty for all
   */
  public Optional<NodeId> sender() {
    return sender;
  }

  /**
   * Which payloads it is for.
   *
   * @return the type, empty for all requests
   */
  public Optional<PayloadType> type() {
    return type;
  }

  /** In words, such as {@code refuse unavailable, 3 times}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.label());
    code().ifPresent(code -> text.append(' ').append(code.wireName()));
    if (!duration().isZero()) {
      text.append(' ').append(duration());
    }
    if (status() > 0) {
      text.append(' ').append(status());
    }
    sender.ifPresent(node -> text.append(", from ").append(node));
    type.ifPresent(payload -> text.append(", of ").append(payload));
    times.ifPresent(
        number -> text.append(", ").append(number).append(number == 1 ? " time" : " times"));
    return text.toString();
  }
}
