package io.github.citydc.exchange.http;

import io.github.citydc.exchange.message.TlsFault;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownServiceException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Tells why a TLS connection failed, from the exceptions of the JDK, of OkHttp and of other JSSE
 * providers: by their types where these say it, else by the names of alerts and the few texts that
 * have no type.
 *
 * @param fault what went wrong
 * @param detail what the provider says of it, without anything secret; empty if nothing more
 */
record TlsFailure(TlsFault fault, String detail) {

  private static final int DEEPEST = 20;

  /**
   * The JDK's {@code Received fatal alert: unknown_ca}, and BouncyCastle's {@code unknown_ca(48)}.
   */
  private static final Pattern ALERT =
      Pattern.compile("(?:Received fatal alert: |^)([a-z]+(?:_[a-z]+)+)(?:\\(\\d+\\).*)?$");

  private static final Set<String> NOTHING_IN_COMMON =
      Set.of("handshake_failure", "protocol_version", "insufficient_security");

  private static final Set<String> CLIENT_CERTIFICATE =
      Set.of(
          "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "certificate_required",
          "unknown_ca",
          "access_denied");

  private static final Pattern OTHER_HOST =
      Pattern.compile("No (subject alternative|name).*|Illegal given domain name.*|Hostname .*");

  private static final Pattern VERSION_OR_SUITE =
      Pattern.compile(
          "No appropriate protocol.*|The server selected protocol version .*|.*no cipher suites? in"
              + " common.*|Unable to find acceptable protocols.*");

  private static final Pattern PLAIN_TEXT =
      Pattern.compile(".*(Unsupported or unrecognized SSL message|plaintext connection).*");

  /** Of the JDK's client; the last is what {@link OnceOnly} says to its second attempt. */
  private static final Pattern BROKEN =
      Pattern.compile(
          "Broken pipe|Connection reset|parser received no bytes|EOF reached|"
              + OnceOnly.NOT_TWICE);

  private static final Pattern TERMINATED = Pattern.compile("terminated the handshake");

  /**
   * What a failure says of TLS.
   *
   * @param failure what a client threw
   * @return empty if TLS has nothing to do with it
   */
  static Optional<TlsFailure> of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    if (chain.stream().noneMatch(TlsFailure::isOfTls)) {
      return Optional.empty();
    }
    return validity(chain)
        .or(() -> found(chain, TlsFault.WRONG_HOST, TlsFailure::isForAnotherHost))
        .or(() -> found(chain, TlsFault.UNTRUSTED, TlsFailure::isUntrusted))
        .or(() -> alert(chain))
        .or(() -> found(chain, TlsFault.NOTHING_IN_COMMON, e -> says(e, VERSION_OR_SUITE)))
        .or(() -> found(chain, TlsFault.NOT_TLS, e -> says(e, PLAIN_TEXT)))
        .or(() -> found(chain, TlsFault.BROKEN_OFF, e -> says(e, TERMINATED)))
        .or(() -> found(chain, TlsFault.OTHER, TlsFailure::isOfTls));
  }

  /**
   * The causes, and what was suppressed beside them: in TLS 1.3 a request is written before the
   * server has looked at the client's certificate, so that OkHttp throws the broken pipe and has
   * the alert that it read afterwards on the side.
   */
  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable e = failure; e != null && chain.size() < DEEPEST; e = e.getCause()) {
      chain.add(e);
      chain.addAll(List.of(e.getSuppressed()));
    }
    return chain;
  }

  /**
   * Whether a connection ended before its time, with no word of the reason.
   *
   * @param failure what a client threw
   * @return true if so
   */
  static boolean isBrokenOff(Throwable failure) {
    return chain(failure).stream()
        .anyMatch(
            e ->
                (e instanceof SocketException && !(e instanceof ConnectException))
                    || e instanceof EOFException
                    || says(e, BROKEN));
  }

  private static boolean isOfTls(Throwable e) {
    return e instanceof SSLException
        || e instanceof UnknownServiceException
        || e instanceof CertificateException
        || e.getClass().getName().contains(".tls.");
  }

  private static Optional<TlsFailure> validity(List<Throwable> chain) {
    return found(
            chain,
            TlsFault.EXPIRED,
            e -> e instanceof CertificateExpiredException || hasReason(e, BasicReason.EXPIRED))
        .or(
            () ->
                found(
                    chain,
                    TlsFault.NOT_YET_VALID,
                    e ->
                        e instanceof CertificateNotYetValidException
                            || hasReason(e, BasicReason.NOT_YET_VALID)));
  }

  private static boolean hasReason(Throwable e, BasicReason reason) {
    return e instanceof CertPathValidatorException invalid && invalid.getReason() == reason;
  }

  private static boolean isForAnotherHost(Throwable e) {
    return (e instanceof SSLPeerUnverifiedException || e instanceof CertificateException)
        && says(e, OTHER_HOST);
  }

  private static boolean isUntrusted(Throwable e) {
    return e instanceof CertPathBuilderException
        || e instanceof CertPathValidatorException
        || e instanceof CertificateException
        || e instanceof SSLPeerUnverifiedException;
  }

  /** An alert that came from the server, or that this side would have sent. */
  private static Optional<TlsFailure> alert(List<Throwable> chain) {
    for (Throwable e : chain) {
      Matcher alert = ALERT.matcher(String.valueOf(e.getMessage()));
      if (isOfTls(e) && alert.find()) {
        String name = alert.group(1);
        return Optional.of(new TlsFailure(isOwn(e) ? ownFault(name) : fault(name), name));
      }
    }
    return Optional.empty();
  }

  /** BouncyCastle names the alert it would send; the JDK has exceptions of its own for that. */
  private static boolean isOwn(Throwable e) {
    return e.getClass().getName().endsWith(".TlsFatalAlert");
  }

  private static TlsFault ownFault(String alert) {
    if (NOTHING_IN_COMMON.contains(alert)) {
      return TlsFault.NOTHING_IN_COMMON;
    }
    if (alert.equals("unexpected_message")) {
      return TlsFault.NOT_TLS;
    }
    return CLIENT_CERTIFICATE.contains(alert) ? TlsFault.UNTRUSTED : TlsFault.OTHER;
  }

  private static TlsFault fault(String alert) {
    if (NOTHING_IN_COMMON.contains(alert)) {
      return TlsFault.NOTHING_IN_COMMON;
    }
    if (alert.equals("unrecognized_name")) {
      return TlsFault.WRONG_HOST;
    }
    return CLIENT_CERTIFICATE.contains(alert)
        ? TlsFault.CLIENT_CERTIFICATE_REFUSED
        : TlsFault.OTHER;
  }

  private static boolean says(Throwable e, Pattern text) {
    return text.matcher(String.valueOf(e.getMessage())).find();
  }

  private static Optional<TlsFailure> found(
      List<Throwable> chain, TlsFault fault, Predicate<Throwable> test) {
    return chain.stream()
        .filter(test)
        .reduce((outer, inner) -> inner)
        .map(e -> new TlsFailure(fault, firstLine(e)));
  }

  /** OkHttp goes on with the whole certificate on further lines. */
  private static String firstLine(Throwable e) {
    return e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("").strip();
  }

  /** One clause, to be put behind a colon. */
  String sentence() {
    return fault.sentence() + (detail.isEmpty() ? "" : " (" + detail.replaceAll(":$", "") + ")");
  }
}
