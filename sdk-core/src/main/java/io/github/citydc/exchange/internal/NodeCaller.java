package io.github.citydc.exchange.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.github.citydc.exchange.ExchangeException;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.ProblemException;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.TransportException;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.HttpTransport;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.naming.DirectoryUnavailableException;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeEntry;
import io.github.citydc.naming.NodeId;
import io.github.citydc.naming.UntrustedDirectoryException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks other nodes: looks up where they are, signs each try anew, verifies each answer, and tries
 * again a few times when that may help. Thread-safe.
 */
public final class NodeCaller {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final double JITTER = 0.25;
  private static final int ERRORS = 400;
  private static final int SERVER_ERRORS = 500;

  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final HttpTransport transport;
  private final NodeDirectory directory;
  private final RetryPolicy<Object> retries;

  /**
   * Asks with these parts.
   *
   * @param signer signs requests
   * @param verifier verifies responses
   * @param transport carries both
   * @param directory knows where the nodes are
   * @param maxAttempts how often a call is made before its failure is thrown, from 1
   */
  public NodeCaller(
      MessageSigner signer,
      MessageVerifier verifier,
      HttpTransport transport,
      NodeDirectory directory,
      int maxAttempts) {
    this.signer = signer;
    this.verifier = verifier;
    this.transport = transport;
    this.directory = directory;
    this.retries =
        RetryPolicy.builder()
            .handleIf(failure -> failure instanceof ExchangeException e && e.isRetryable())
            .withMaxAttempts(maxAttempts)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withJitter(JITTER)
            .build();
  }

  /**
   * In whose name it asks.
   *
   * @return the node that signs
   */
  public NodeId self() {
    return signer.node();
  }

  /**
   * Makes a call until it is answered, a few times at most.
   *
   * @param receiver whom to ask
   * @param call what for
   * @param expected the statuses, besides those below 400, that the caller can read; other errors
   *     are problems
   * @param reader what to make of the verified answer; its retryable failures are tried again, too
   * @param <T> what is read
   * @return what the reader made of it
   * @throws ProblemException if the node answered with a problem
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public <T> T call(
      NodeId receiver, Call call, Set<Integer> expected, Function<VerifiedResponse, T> reader) {
    NodeEntry entry = lookUp(receiver);
    try {
      return Failsafe.with(retries).get(() -> reader.apply(once(entry, call, expected)));
    } catch (FailsafeException e) {
      throw new TransportException("Interrupted while waiting to try again", e);
    }
  }

  /**
   * Reads what a node tells anybody, without proof.
   *
   * @param receiver whom to ask
   * @param target {@code /node}
   * @return the answer, as it came
   * @throws TransportException if there was none
   */
  public HttpResponse unsigned(NodeId receiver, String target) {
    NodeEntry entry = lookUp(receiver);
    HttpRequest request =
        new HttpRequest("GET", uri(entry, target), HttpHeaders.empty(), HttpBody.empty());
    return Failsafe.with(retries).get(() -> transport.exchange(request));
  }

  private VerifiedResponse once(NodeEntry receiver, Call call, Set<Integer> expected) {
    HttpRequest request =
        new HttpRequest(call.method(), uri(receiver, call.target()), call.headers(), call.body());
    HttpRequest signed = signer.sign(request, receiver.node());
    VerifiedResponse verified = verified(transport.exchange(signed), signed);
    int status = verified.response().status();
    if (status >= ERRORS && !expected.contains(status)) {
      throw new ProblemException(
          ProblemJson.read(status, verified.response().body().toByteArray()));
    }
    return verified;
  }

  /**
   * A node signs every answer. One that is not signed and says that something fails comes from a
   * gateway on the way, or from a server that is stopping: it proves nothing, and it may pass.
   */
  private VerifiedResponse verified(HttpResponse response, HttpRequest request) {
    try {
      return verifier.verify(response, request);
    } catch (VerificationException e) {
      if (e.code() == ProblemCode.SIGNATURE_MISSING && response.status() >= SERVER_ERRORS) {
        throw new TransportException(
            "The node did not answer; something on the way says " + response.status(), e);
      }
      throw e;
    }
  }

  private NodeEntry lookUp(NodeId node) {
    try {
      return directory
          .find(node)
          .orElseThrow(
              () ->
                  new RefusedException(
                      ProblemCode.NOT_FOUND, "The directory does not know the node " + node));
    } catch (DirectoryUnavailableException e) {
      throw new TransportException("The directory could not be asked for " + node, e);
    } catch (UntrustedDirectoryException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private static URI uri(NodeEntry node, String target) {
    URI baseUrl =
        node.baseUrl()
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "The directory has no address of the node " + node.node()));
    return URI.create(baseUrl + target);
  }
}
