package io.github.citydc.cli.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Somebody between a sender and a node who reads and changes what passes. Thread-safe. */
final class Meddler {

  private static final long SWAP_MILLIS = 3000;
  private static final String DIGEST = "content-digest";
  private static final String SIGNATURE = "signature";
  private static final String INPUT = "signature-input";

  private final Node node;
  private final Exchanger<HttpText> swapping = new Exchanger<>();
  private final AtomicReference<Optional<HttpText>> before =
      new AtomicReference<>(Optional.empty());

  /** Asks the node. */
  @FunctionalInterface
  interface Node {

    HttpText answer(HttpText request) throws IOException;
  }

  Meddler(Node node) {
    this.node = node;
  }

  /** The answer of the node itself. */
  HttpText pass(HttpText request) throws IOException {
    HttpText answer = node.answer(request);
    before.set(Optional.of(answer));
    return answer;
  }

  /**
   * What the sender gets.
   *
   * @param answer to its request
   * @param happened false if the fault could not come about with this request
   */
  record Outcome(HttpText answer, boolean happened) {}

  /** What becomes of a request. */
  Outcome meddle(Meddling fault, HttpText request, Random random) throws IOException {
    if (fault.isPage()) {
      return new Outcome(page(fault, request, random), true);
    }
    return switch (fault) {
      case SHORTENED_ANSWER -> changed(request, answer -> shortened(answer, random));
      case LENGTHENED_ANSWER -> changed(request, Meddler::lengthened);
      case FLIPPED_BIT_IN_ANSWER -> changed(request, answer -> flipped(answer, random));
      case FLIPPED_BIT_IN_HEADER_OF_ANSWER -> changed(request, answer -> forged(answer, random));
      case FLIPPED_BIT_IN_REQUEST -> sent(request, flipped(request, random));
      case FLIPPED_BIT_IN_HEADER_OF_REQUEST -> sent(request, forged(request, random));
      case OTHER_STATUS -> changed(request, Meddler::withOtherStatus);
      case UNSIGNED_ANSWER -> changed(request, Meddler::unsigned);
      case UNSIGNED_REQUEST -> sent(request, unsigned(request));
      case SWAPPED_ANSWERS -> swapped(request);
      case OLDER_ANSWER -> older(request, random);
      case REPEATED_REQUEST -> repeated(request);
      case PROVOKED_REFUSAL -> provoked(request, random);
      default -> throw new IllegalArgumentException("Not a change: " + fault);
    };
  }

  /** The node may have answered, too, but nobody hears it. */
  private HttpText page(Meddling fault, HttpText request, Random random) throws IOException {
    if (random.nextBoolean()) {
      pass(request);
    }
    List<String> fields = new ArrayList<>(List.of("Server: proxy"));
    if (fault == Meddling.REDIRECT) {
      fields.add("Location: http://127.0.0.1:9/login");
    }
    HttpText head = new HttpText("HTTP/1.1 " + fault.status(), fields, new byte[0]);
    if (fault.page().isEmpty()) {
      return head;
    }
    return head.withField("content-type", fault.mediaType())
        .withBody(fault.page().getBytes(StandardCharsets.UTF_8));
  }

  @SuppressWarnings("ReferenceEquality") // What has nothing to change is handed back itself.
  private Outcome changed(HttpText request, UnaryOperator<HttpText> change) throws IOException {
    HttpText answer = pass(request);
    HttpText changed = change.apply(answer);
    return new Outcome(changed, changed != answer);
  }

  @SuppressWarnings("ReferenceEquality")
  private Outcome sent(HttpText request, HttpText changed) throws IOException {
    return changed == request
        ? new Outcome(pass(request), false)
        : new Outcome(node.answer(changed), true);
  }

  private Outcome swapped(HttpText request) throws IOException {
    HttpText mine = pass(request);
    try {
      HttpText other = swapping.exchange(mine, SWAP_MILLIS, TimeUnit.MILLISECONDS);
      return new Outcome(other, true);
    } catch (TimeoutException e) {
      return new Outcome(mine, false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(mine, false);
    }
  }

  private Outcome older(HttpText request, Random random) throws IOException {
    Optional<HttpText> older = before.get();
    if (older.isEmpty() || random.nextBoolean()) {
      HttpText answer = pass(request);
      return new Outcome(older.orElse(answer), older.isPresent());
    }
    return new Outcome(older.get(), true);
  }

  private Outcome repeated(HttpText request) throws IOException {
    pass(request);
    return new Outcome(node.answer(request), true);
  }

  private Outcome provoked(HttpText request, Random random) throws IOException {
    if (random.nextBoolean()) {
      pass(request);
    }
    HttpText copied =
        switch (random.nextInt(3)) {
          case 0 -> request.withBody("{\"something\":\"else\"}".getBytes(StandardCharsets.UTF_8));
          case 1 -> request.withFirst(request.first().replace("/cdx/v1/", "/cdx/v1/another/"));
          default -> request.withField("cdx-receiver", Vendor.SELF.toString());
        };
    return new Outcome(node.answer(copied), true);
  }

  private static HttpText shortened(HttpText text, Random random) {
    int length = text.body().length;
    return length == 0 ? text : text.withBody(Arrays.copyOf(text.body(), random.nextInt(length)));
  }

  private static HttpText lengthened(HttpText text) {
    int length = text.body().length;
    return length == 0 ? text : text.withBody(Arrays.copyOf(text.body(), length + 1));
  }

  private static HttpText flipped(HttpText text, Random random) {
    if (text.body().length == 0) {
      return text;
    }
    byte[] body = text.body().clone();
    body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return text.withBody(body);
  }

  /** One bit of what the signature covers, or of the signature itself. */
  private static HttpText forged(HttpText text, Random random) {
    List<String> signed =
        List.of(DIGEST, INPUT, SIGNATURE).stream()
            .filter(name -> text.value(name).isPresent())
            .toList();
    return signed.isEmpty()
        ? text
        : text.changing(signed.get(random.nextInt(signed.size())), Meddler::lastDigitFlipped);
  }

  /** The lowest bit of a letter or digit in the middle gives another letter or digit, mostly. */
  private static String lastDigitFlipped(String value) {
    char[] characters = value.toCharArray();
    int place = characters.length / 2;
    while (!isSafe(characters[place])) {
      place++;
    }
    characters[place] = (char) (characters[place] ^ 1);
    return new String(characters);
  }

  private static boolean isSafe(char c) {
    return "bcdefghijklmnopqrstuvwxyBCDEFGHIJKLMNOPQRSTUVWXY0123456789".indexOf(c) >= 0;
  }

  private static HttpText withOtherStatus(HttpText answer) {
    boolean good = answer.first().contains(" 20");
    return answer.withFirst(good ? "HTTP/1.1 422 Unprocessable Content" : "HTTP/1.1 200 OK");
  }

  private static HttpText unsigned(HttpText text) {
    return text.value(SIGNATURE).isEmpty() ? text : text.without(SIGNATURE).without(INPUT);
  }
}
