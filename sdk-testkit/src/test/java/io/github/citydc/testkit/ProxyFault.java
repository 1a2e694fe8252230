package io.github.citydc.testkit;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.testkit.FaultyProxy.Passage;
import java.io.IOException;
import java.util.Arrays;

/** What front-end machines, and whoever sits on them, do to an exchange. */
enum ProxyFault {
  NONE(p -> p.answer(p.forward())),

  LOGIN_PAGE(p -> p.answer(p.page(200))),
  LOGIN_PAGE_AFTER_FORWARDING(p -> replace(p, 200)),
  NO_CONTENT(p -> p.answer(p.page(204))),
  NO_CONTENT_AFTER_FORWARDING(p -> replace(p, 204)),
  REDIRECT_TO_LOGIN(p -> p.answer(p.page(302))),
  REDIRECT_AFTER_FORWARDING(p -> replace(p, 302)),
  FORBIDDEN(p -> p.answer(p.page(403))),
  NOT_FOUND(p -> p.answer(p.page(404))),
  PROXY_WANTS_PASSWORD(p -> p.answer(p.page(407))),
  BODY_TOO_LARGE(p -> p.answer(p.page(413))),
  TOO_MANY(p -> p.answer(p.page(429))),
  ERROR(p -> replace(p, 500)),
  BAD_GATEWAY(p -> replace(p, 502)),
  UNAVAILABLE(p -> p.answer(p.page(503))),
  GATEWAY_TIMEOUT(p -> replace(p, 504)),

  ANSWER_SHORTENED(p -> p.answer(body(p.forward(), -1))),
  ANSWER_LENGTHENED(p -> p.answer(body(p.forward(), 1))),
  ANSWER_DIGEST_CHANGED(p -> p.answer(with(p.forward(), "content-digest", "sm3=:AAAA:"))),
  ANSWER_STATUS_CHANGED(p -> p.answer(status(p.forward(), 201))),
  ANSWER_WITHOUT_SIGNATURE(p -> p.answer(without(p.forward(), "signature"))),
  ANSWER_SAYS_UNVERIFIED(p -> p.answer(with(p.forward(), "cdx-request", "unverified"))),
  ANSWERS_SWAPPED(
      p -> {
        p.forward();
        p.answer(p.answerOfAnother());
      }),
  ANSWER_OF_OLDER_TRY(
      p -> {
        if (p.wasAnswered()) {
          p.answer(p.firstAnswer());
        } else {
          p.forward();
        }
      }),
  SENT_TWICE(
      p -> {
        p.forward();
        p.answer(p.forward());
      }),
  CUT_BEFORE(p -> {}),
  CUT_AFTER(Passage::forward),
  SLOWER_THAN_THE_TIMEOUT(
      p -> {
        HttpResponse late = p.forward();
        Thread.sleep(ProxyFault.TOO_LATE_MILLIS);
        p.answer(late);
      }),

  REQUEST_BIT_FLIPPED(p -> p.answer(p.forward(flipped(p.request())))),
  REQUEST_SHORTENED(p -> p.answer(p.forward(shortened(p.request())))),
  REQUEST_SIGNATURE_BROKEN(
      p -> p.answer(p.forward(field(p.request(), "signature", "cdx=:" + "A".repeat(86) + "==:")))),
  REQUEST_WITHOUT_SIGNATURE(
      p -> p.answer(p.forward(p.request().headers(without(p.request().headers(), "signature"))))),
  REQUEST_FIELD_REWRITTEN(
      p -> p.answer(p.forward(field(p.request(), "content-type", "text/plain")))),
  REFUSAL_PROVOKED_BY_A_COPY(
      p -> {
        HttpResponse refusal = p.forward(flipped(p.request()));
        p.forward();
        p.answer(refusal);
      });

  static final long TIMEOUT_MILLIS = 2_000;
  private static final long TOO_LATE_MILLIS = 2_200;

  /** What is done. */
  @FunctionalInterface
  interface Action {
    void on(Passage passage) throws IOException, InterruptedException;
  }

  @SuppressWarnings("ImmutableEnumChecker") // Its actions are stateless lambdas.
  private final Action action;

  ProxyFault(Action action) {
    this.action = action;
  }

  void happen(Passage passage) throws IOException, InterruptedException {
    action.on(passage);
  }

  private static void replace(Passage passage, int status) throws IOException {
    passage.forward();
    passage.answer(passage.page(status));
  }

  private static HttpResponse body(HttpResponse answer, int more) {
    byte[] bytes = answer.body().toByteArray();
    return new HttpResponse(
        answer.status(),
        answer.headers(),
        Content.of(Arrays.copyOf(bytes, Math.max(0, bytes.length + more))));
  }

  private static HttpResponse status(HttpResponse answer, int status) {
    return new HttpResponse(status, answer.headers(), answer.body());
  }

  private static HttpResponse with(HttpResponse answer, String name, String value) {
    return answer.headers(answer.headers().with(name, value));
  }

  private static HttpResponse without(HttpResponse answer, String name) {
    return answer.headers(without(answer.headers(), name));
  }

  private static HttpHeaders without(HttpHeaders headers, String name) {
    return HttpHeaders.collect(
        to ->
            headers.forEach(
                (field, value) -> {
                  if (!field.equalsIgnoreCase(name)) {
                    to.accept(field, value);
                  }
                }));
  }

  private static HttpRequest field(HttpRequest request, String name, String value) {
    return request.headers(request.headers().with(name, value));
  }

  private static HttpRequest flipped(HttpRequest request) {
    byte[] body = request.body().toByteArray();
    if (body.length > 0) {
      body[body.length / 2] ^= 1;
    }
    return request.body(Content.of(body));
  }

  private static HttpRequest shortened(HttpRequest request) {
    byte[] body = request.body().toByteArray();
    return request.body(Content.of(Arrays.copyOf(body, Math.max(0, body.length - 1))));
  }
}
