package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.testkit.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node answers when a fault happens.
 *
 * @param receiver handles requests
 * @param signers sign what the receiver does not
 * @param clock the clock of the receiver
 */
public record FaultyAnswers(ExchangeReceiver receiver, Signers signers, ShiftedClock clock) {

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final String SIGNATURE = "signature";
  private static final Pattern VALUE = Pattern.compile(":([A-Za-z0-9+/=]{20,}):");
  private static final Set<String> OF_A_SIGNATURE =
      Set.of(SIGNATURE, "signature-input", "content-digest");
  private static final String PAGE =
      "<!DOCTYPE html><html><head><title>登录</title></head>"
          + "<body><form action=\"/login\">Please log in 请登录</form></body></html>";

  /** The ways to sign an answer. */
  public interface Signers {

    /** Signs as the node does. */
    MessageSigner right();

    /** Signs with the certificate that has expired. */
    MessageSigner expired();

    /** Signs with the certificate that was revoked. */
    MessageSigner revoked();
  }

  void answer(Fault fault, HttpRequest request, Wire wire) throws IOException {
    switch (fault.kind()) {
      case REFUSE ->
          wire.write(
              refusal(
                  Problem.of(fault.code().orElse(ProblemCode.INTERNAL), "A fault on demand"),
                  request));
      case RATE_LIMIT ->
          wire.write(
              refusal(
                  Problem.of(ProblemCode.RATE_LIMITED, "A fault on demand")
                      .retryAfter(fault.duration()),
                  request));
      case DELAY -> {
        wire.pause(fault.duration());
        wire.write(handle(request, wire));
      }
      case CUT_BEFORE_COMMIT -> wire.cut();
      case CUT_AFTER_COMMIT -> wire.writeHalf(handle(request, wire));
      case LOSE_RESPONSE -> {
        handle(request, wire);
        wire.cut();
      }
      case SERVER_ERROR ->
          wire.write(new HttpResponse(fault.status(), HttpHeaders.empty(), Content.empty()));
      case PROXY_PAGE -> wire.write(page());
      case CLOCK_SKEW -> wire.write(clock.shifted(fault.duration(), () -> handle(request, wire)));
      case EXPIRED_CERTIFICATE ->
          wire.write(signedAnew(handle(request, wire), request, signers.expired()));
      case REVOKED_CERTIFICATE ->
          wire.write(signedAnew(handle(request, wire), request, signers.revoked()));
      case WRONG_SIGNATURE -> wire.write(withWrongSignature(handle(request, wire)));
      case CORRUPTED_REQUEST -> wire.write(handle(request.body(flipped(request.body())), wire));
      case CORRUPTED_RESPONSE -> {
        HttpResponse right = handle(request, wire);
        wire.write(new HttpResponse(right.status(), right.headers(), flipped(right.body())));
      }
      case SLOW_BODY -> wire.writeSlowly(handle(request, wire), fault.duration());
    }
  }

  private HttpResponse handle(HttpRequest request, Wire wire) {
    return receiver.handle(request, wire.address());
  }

  private HttpResponse refusal(Problem problem, HttpRequest request) {
    RequestVerification said =
        problem.status() == UNAUTHORIZED
            ? RequestVerification.UNVERIFIED
            : RequestVerification.VERIFIED;
    return signers.right().sign(said.onto(Problems.response(problem)), request);
  }

  private static HttpResponse page() {
    return new HttpResponse(
        OK,
        HttpHeaders.empty().with("content-type", "text/html; charset=utf-8"),
        Content.of(PAGE.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpResponse signedAnew(
      HttpResponse answer, HttpRequest request, MessageSigner signer) {
    HttpHeaders unsigned =
        HttpHeaders.collect(
            to ->
                answer
                    .headers()
                    .forEach(
                        (name, value) -> {
                          if (!OF_A_SIGNATURE.contains(name)) {
                            to.accept(name, value);
                          }
                        }));
    return signer.sign(answer.headers(unsigned), request);
  }

  /** Changes a letter in the middle: still a signature, but no key's. */
  private static HttpResponse withWrongSignature(HttpResponse answer) {
    String field = answer.headers().value(SIGNATURE).orElse("");
    Matcher value = VALUE.matcher(field);
    if (!value.find()) {
      return answer;
    }
    int at = (value.start(1) + value.end(1)) / 2;
    char other = field.charAt(at) == 'A' ? 'B' : 'A';
    return answer.headers(
        answer.headers().with(SIGNATURE, field.substring(0, at) + other + field.substring(at + 1)));
  }

  private static Content flipped(Content body) {
    byte[] bytes = body.toByteArray();
    if (bytes.length > 0) {
      bytes[bytes.length / 2] ^= 1;
    }
    return Content.of(bytes);
  }
}
