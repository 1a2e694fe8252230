package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * The receiving side of a node, independent of any server: an HTTP request in, a signed HTTP
 * response out. Thread-safe.
 *
 * <pre>{@code
 * ExchangeReceiver receiver = ExchangeReceiver.builder()
 *     .self(hub)
 *     .signer(signer)
 *     .verifier(verifier)
 *     .inbox(JdbcInbox.on(database))
 *     .on(Person.class, (person, context) -> register.save(context.connection(), person))
 *     .build();
 * }</pre>
 *
 * <p>A request passes, in this order: {@link Limits} of all requests; signature, sender, receiver
 * and digest; {@link Limits} of the sender; nonce; envelope; type, payload rules and access policy;
 * then the handler, in the transaction that stores the message. A request that fails a check is
 * answered with a problem and stores nothing. The exception is a message that was accepted before:
 * it gets its first receipt again, even if rules, access or handlers have changed since.
 */
public final class ExchangeReceiver {

  /** The default base path of the standard's resources: interface standard §4. */
  public static final String DEFAULT_BASE_PATH = "/cdx/v1";

  private static final int TOO_MANY_REQUESTS = 429;

  private final NodeId self;
  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final Resources resources;
  private final Limits limits;
  private final Admission admission;
  private final ReceiverWatch watching;

  ExchangeReceiver(ExchangeReceiverBuilder builder) {
    this.self = ExchangeReceiverBuilder.require(builder.self, "self");
    this.signer = ExchangeReceiverBuilder.require(builder.signer, "signer");
    Inbox inbox = ExchangeReceiverBuilder.require(builder.inbox, "inbox");
    signer.require(builder.profile);
    this.verifier =
        ExchangeReceiverBuilder.require(builder.verifier, "verifier")
            .accepting(builder.profile)
            .remembering(inbox::replayGuard);
    this.limits = builder.limits;
    this.admission = new Admission(limits, inbox.sharedRates(), System::nanoTime);
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.watching = new ReceiverWatch(builder.listeners, builder.basePath);
    this.resources = new Resources(self, signer, builder, watching);
  }

  /**
   * Returns a new builder.
   *
   * @return an empty builder
   */
  public static ExchangeReceiverBuilder builder() {
    return new ExchangeReceiverBuilder();
  }

  /**
   * Starts the background work of the endpoints, such as the processing of batches, including those
   * that were unfinished when the last process ended.
   *
   * @return the work; close it before the database
   */
  public BackgroundWork start() {
    return resources.start();
  }

  /**
   * Looks at what this receiver needs: its stores, the batches that wait and why, the last
   * housekeeping. A database that does not answer makes this wait as long as its pool does.
   *
   * @return what was found
   */
  public Health health() {
    return resources.health();
  }

  /**
   * The limits of this receiver.
   *
   * @return the limits
   */
  public Limits limits() {
    return limits;
  }

  /**
   * The largest body accepted for a request, of a message or by an endpoint.
   *
   * @param request what is asked for, before its body is read
   * @return bytes; a server need not read more than one byte beyond
   */
  public int maxBodySize(HttpRequest request) {
    return resources.maxBodySize(request);
  }

  /**
   * Answers a request. Never throws: every failure becomes a problem.
   *
   * @param request as received, byte for byte
   * @return the response, signed, bound to the request, and saying whether that was verified
   *     ({@link RequestVerification}). Not signed: what {@code GET /node} and {@code GET
   *     /directory} are answered with if they are asked without a signature; a bare status 429 if
   *     too many requests were not verified in the last second; and a problem if the signer itself
   *     fails
   */
  public HttpResponse handle(HttpRequest request) {
    return handle(request, Optional.empty());
  }

  /**
   * Answers a request whose origin is known: {@link #handle(HttpRequest)}. One address does not use
   * up what there is of signed answers to requests that are not verified: {@link
   * Limits#unverifiedPerAddress}.
   *
   * @param request as received, byte for byte
   * @param address where the connection comes from, as text
   * @return the response
   */
  public HttpResponse handle(HttpRequest request, String address) {
    return handle(request, Optional.of(address));
  }

  private HttpResponse handle(HttpRequest request, Optional<String> address) {
    RequestWatch watch = watching.begin(request, address);
    try (watch) {
      return watch.ended(admitted(request, address, watch));
    }
  }

  private HttpResponse admitted(HttpRequest request, Optional<String> address, RequestWatch watch) {
    Slot place;
    try {
      place = admission.enter();
    } catch (RefusedException e) {
      watch.failed(e);
      return unverified(e, e.code().status(), request, address);
    }
    try {
      return resources.openly(request).orElseGet(() -> answer(request, address, watch));
    } catch (RuntimeException | Error e) {
      watch.failed(e);
      return Problems.response(Problems.of(e));
    } finally {
      place.leave();
    }
  }

  /**
   * Answers a request that the server rejects itself, because it is too large, too slow or exceeds
   * a limit.
   *
   * @param request as received so far; its body is ignored
   * @param reason why
   * @param address where the connection comes from, as text
   * @return the problem, signed, bound to the request, and saying that this was not verified; or
   *     its bare status, as {@link #handle(HttpRequest, String)} has it
   */
  public HttpResponse refuse(HttpRequest request, RefusedException reason, String address) {
    RequestWatch watch = watching.begin(request, Optional.of(address));
    try (watch) {
      watch.failed(reason);
      return watch.ended(unverified(reason, reason.code().status(), request, Optional.of(address)));
    }
  }

  private HttpResponse answer(HttpRequest request, Optional<String> address, RequestWatch watch) {
    NodePlace place = new NodePlace(admission);
    VerifiedRequest verified;
    try {
      requireFits(request);
      verified = verifier.verify(request, self, place::take);
    } catch (RuntimeException | Error e) {
      place.giveBack();
      place.leave();
      place.refused().ifPresent(watch::isOf);
      watch.failed(e);
      return place.refused().isPresent()
          ? verified(Problems.response(Problems.of(e)), request)
          : unverified(e, TOO_MANY_REQUESTS, request, address);
    }
    watch.isOf(verified.sender());
    try {
      watch.verified();
      return verified(watch.found(routed(verified)), request);
    } finally {
      place.leave();
    }
  }

  private void requireFits(HttpRequest request) {
    int limit = maxBodySize(request);
    if (request.body().size() > limit) {
      throw new RefusedException(
          ProblemCode.BODY_TOO_LARGE, "A body has at most " + limit + " bytes here");
    }
  }

  private HttpResponse routed(VerifiedRequest verified) {
    try {
      return resources.route(verified);
    } catch (RuntimeException | Error e) {
      return Problems.response(Problems.of(e, "A request of " + verified.sender()));
    }
  }

  private HttpResponse verified(HttpResponse response, HttpRequest request) {
    return signed(RequestVerification.VERIFIED.onto(response), request);
  }

  /**
   * Beyond the budget nothing is signed, so that an attacker cannot make this node sign at will.
   */
  private HttpResponse unverified(
      Throwable reason, int bareStatus, HttpRequest request, Optional<String> address) {
    return admission.mayBeSigned(address)
        ? signed(
            RequestVerification.UNVERIFIED.onto(Problems.response(Problems.of(reason))), request)
        : new HttpResponse(bareStatus, HttpHeaders.empty(), Content.empty());
  }

  private HttpResponse signed(HttpResponse response, HttpRequest request) {
    boolean head = request.method().equals("HEAD");
    try {
      return signer.sign(head ? bodiless(response) : response, request);
    } catch (RuntimeException | Error e) {
      HttpResponse failure = Problems.response(Problems.of(e));
      return head ? bodiless(failure) : failure;
    }
  }

  /** The answer to HEAD has no body, so none can be signed (RFC 9110, section 9.3.2). */
  private static HttpResponse bodiless(HttpResponse response) {
    return new HttpResponse(response.status(), response.headers(), Content.empty());
  }
}
