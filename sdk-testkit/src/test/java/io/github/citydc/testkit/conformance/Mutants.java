package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.Hub.body;
import static io.github.citydc.testkit.conformance.Hub.field;
import static io.github.citydc.testkit.conformance.Hub.isMessage;
import static io.github.citydc.testkit.conformance.Hub.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.InMemoryReplayGuard;
import io.github.citydc.signing.payload.PayloadDecryptor;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.testkit.TestedNode.Wrong;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Nodes that are wrong on purpose, each in one thing. */
final class Mutants {

  private final Hub hub;
  private final DualKeys encryption;
  private final NodeId second;
  private final List<Mutant> all = new ArrayList<>();

  /**
   * A node that is wrong.
   *
   * @param number its number in the list
   * @param what what it does wrong
   * @param check the check that must find it
   */
  record Mutant(int number, String what, String check, Wrong wrong) {

    @Override
    public String toString() {
      return number + ": " + what + " (" + check + ")";
    }
  }

  Mutants(Hub hub, DualKeys encryption, NodeId second) {
    this.hub = hub;
    this.encryption = encryption;
    this.second = second;
    signatures();
    repetition();
    contents();
    batches();
    reconciliation();
    records();
    bundles();
    keys();
    abandonedUploads();
    profile();
    refusals();
  }

  List<Mutant> all() {
    return List.copyOf(all);
  }

  private void add(int number, String what, String check, UnaryOperator<HttpTransport> around) {
    all.add(new Mutant(number, what, check, new Wrong((receiver, inbox) -> receiver, around)));
  }

  private void part(
      int number,
      String what,
      String check,
      BiFunction<ExchangeReceiverBuilder, Inbox, ExchangeReceiverBuilder> receiver) {
    all.add(new Mutant(number, what, check, new Wrong(receiver, UnaryOperator.identity())));
  }

  private void signatures() {
    add(
        1,
        "its answer does not cover the signature of the request",
        "S-01",
        inner ->
            request ->
                hub.sign(
                    inner.exchange(request),
                    request,
                    hub.city.key(hub.node),
                    covered ->
                        covered.removeIf(c -> c.toString().startsWith("\"signature\";req"))));
    add(
        2,
        "it signs with the certificate of another node",
        "S-03",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              return path(request).endsWith("/node")
                  ? response
                  : hub.sign(response, request, hub.city.key(second), covered -> {});
            });
    add(3, "it accepts an uncovered query", "S-04", hub.forgiving(r -> !covers(r, "@query")));
    add(
        4,
        "it accepts an uncovered content encoding",
        "S-32",
        hub.requests(
            request ->
                field(request, "content-encoding").isEmpty() || covers(request, "content-encoding")
                    ? request
                    : request.headers(plain(request))));
    add(
        5,
        "it accepts signatures of the future",
        "S-08",
        hub.forgiving(
            r -> Long.parseLong(parameter(r, "created")) > hub.clock.instant().getEpochSecond()));
    part(
        6,
        "it forgets nonces when it restarts",
        "S-13",
        (receiver, inbox) ->
            receiver.verifier(
                HttpSignatures.verifierBuilder(hub.city.trust(), hub.city.directory())
                    .clock(hub.clock)
                    .replayGuard(new InMemoryReplayGuard(hub.clock))
                    .build()));
    add(
        7,
        "it claims the nonce before it checks the rest",
        "S-14",
        inner -> {
          Set<String> claimed = ConcurrentHashMap.newKeySet();
          return request ->
              claimed.add(parameter(request, "nonce"))
                  ? inner.exchange(request)
                  : hub.problem(ProblemCode.REPLAYED, request);
        });
    add(
        8,
        "it remembers nonces for all keys together",
        "S-13",
        inner -> {
          Map<String, String> keys = new ConcurrentHashMap<>();
          return request -> {
            String key = parameter(request, "keyid");
            String before = keys.putIfAbsent(parameter(request, "nonce"), key);
            return before == null || before.equals(key)
                ? inner.exchange(request)
                : hub.problem(ProblemCode.REPLAYED, request);
          };
        });
    add(
        9,
        "it takes the algorithm from the message",
        "S-11",
        hub.forgiving(r -> parameter(r, "alg").equals("\"ecdsa-p256-sha256\"")));
    add(
        10,
        "it verifies SM2 with an empty user id",
        "S-11",
        hub.forgiving(this::isSignedWithEmptyUser));
    add(
        11,
        "it checks one of two digests only",
        "S-12",
        hub.forgiving(
            r -> {
              String digests = field(r, "content-digest");
              return digests.contains(", ")
                  && digests.contains(Draft.digested(DigestAlgorithm.SM3, r.body().toByteArray()));
            }));
  }

  private static io.github.citydc.exchange.http.HttpHeaders plain(HttpRequest request) {
    return io.github.citydc.exchange.http.HttpHeaders.collect(
        take ->
            request
                .headers()
                .forEach(
                    (name, value) -> {
                      if (!name.equals("content-encoding")) {
                        take.accept(name, value);
                      }
                    }));
  }

  private boolean isSignedWithEmptyUser(HttpRequest request) {
    String input = field(request, "signature-input");
    if (!isMessage(request) || !input.startsWith("cdx=(\"@method\" \"@path\" \"@query\" ")) {
      return false;
    }
    String parameters = input.substring("cdx=".length());
    StringBuilder base = new StringBuilder();
    for (String component : parameters.substring(1, parameters.indexOf(')')).split(" ", -1)) {
      String name = component.replace("\"", "");
      String value =
          switch (name) {
            case "@method" -> request.method();
            case "@path" -> path(request);
            case "@query" -> "?";
            default -> field(request, name);
          };
      base.append(component).append(": ").append(value).append('\n');
    }
    base.append("\"@signature-params\": ").append(parameters);
    byte[] signature =
        Base64.getDecoder().decode(field(request, "signature").replaceAll("^cdx=:|:$", ""));
    NodeId sender = NodeId.parse(field(request, "cdx-sender"));
    return signature.length == 64
        && Sm2Arithmetic.of(hub.city.key(sender))
            .orElseThrow()
            .verifiesWithUser("", base.toString().getBytes(StandardCharsets.US_ASCII), signature);
  }

  private static boolean covers(HttpRequest request, String component) {
    return field(request, "signature-input").contains("\"" + component + "\"");
  }

  /** A parameter as it stands in the signature; 0 if it is not there. */
  private static String parameter(HttpRequest request, String name) {
    String input = field(request, "signature-input");
    int at = input.indexOf(";" + name + "=");
    if (at < 0) {
      return "0";
    }
    String rest = input.substring(at + name.length() + 2);
    int end = rest.indexOf(';');
    return end < 0 ? rest : rest.substring(0, end);
  }

  private void repetition() {
    AtomicLong ticks = new AtomicLong();
    add(
        12,
        "a retry gets a new time of acceptance",
        "S-16",
        hub.json(
            (request, response) -> isMessage(request) && response.status() == 200,
            (request, receipt) ->
                receipt.put(
                    "acceptedAt",
                    OffsetDateTime.now(hub.clock)
                        .plusNanos(ticks.incrementAndGet() * 1_000_000)
                        .toString())));
    add(
        13,
        "it compares parsed JSON in place of bytes",
        "S-17",
        inner -> {
          Map<String, JsonNode> bodies = new ConcurrentHashMap<>();
          Map<String, byte[]> receipts = new ConcurrentHashMap<>();
          return request -> {
            String id = body(request).path("messageId").asText();
            if (isMessage(request) && body(request).equals(bodies.get(id))) {
              return hub.ok("application/json", receipts.get(id), request);
            }
            HttpResponse response = inner.exchange(request);
            if (isMessage(request) && response.status() == 200) {
              bodies.put(id, body(request));
              receipts.put(id, response.body().toByteArray());
            }
            return response;
          };
        });
    add(
        14,
        "it remembers the ids of refused messages",
        "S-18",
        inner -> {
          Set<String> refused = ConcurrentHashMap.newKeySet();
          return request -> {
            String id = body(request).path("messageId").asText();
            if (isMessage(request) && refused.contains(id)) {
              return hub.problem(ProblemCode.MESSAGE_CONFLICT, request);
            }
            HttpResponse response = inner.exchange(request);
            if (isMessage(request) && response.status() == 422) {
              refused.add(id);
            }
            return response;
          };
        });
    add(
        15,
        "message ids are those of all senders together",
        "S-19",
        inner -> {
          Map<String, byte[]> receipts = new ConcurrentHashMap<>();
          return request -> {
            String id = body(request).path("messageId").asText();
            if (isMessage(request) && receipts.containsKey(id)) {
              return hub.ok("application/json", receipts.get(id), request);
            }
            HttpResponse response = inner.exchange(request);
            if (isMessage(request) && response.status() == 200) {
              receipts.put(id, response.body().toByteArray());
            }
            return response;
          };
        });
    AtomicLong lives = new AtomicLong();
    part(
        16,
        "a crash loses the receipt and keeps the record",
        "S-20",
        (receiver, inbox) -> {
          boolean first = lives.incrementAndGet() == 1;
          return first ? CrashingInbox.into(receiver, inbox) : receiver;
        });
  }

  private void contents() {
    add(17, "the last of two members wins", "S-25", hub.messages(Mutants::lastWins));
    add(
        18,
        "it is lenient with times in payloads",
        "S-24",
        hub.messages(body -> lenient(body, "payload")));
    add(
        19,
        "it drops unknown members",
        "S-27",
        lines(line -> line.replaceAll(",?\"cdx[A-Z][a-z]+\":(\\{[^}]*\\}|\"x\")", "")));
    add(
        20,
        "numbers pass through double",
        "S-27",
        lines(line -> line.replace("1.50", "1.5").replace("1E+2", "100.0")));
    part(
        33,
        "it compares divisions as text",
        "S-51",
        (receiver, inbox) ->
            receiver.accessPolicy(
                (sender, type, operation, jurisdiction) -> {
                  String begin = sender.division().toString().substring(0, 5);
                  if (!jurisdiction.divisions().stream()
                      .allMatch(division -> division.toString().startsWith(begin))) {
                    throw new RefusedException(
                        ProblemCode.OUTSIDE_JURISDICTION, "It is another division");
                  }
                }));
    part(
        37,
        "it does not compare the header of an encrypted payload with the message",
        "S-31",
        (receiver, inbox) ->
            receiver.decryption(
                (message, jwe) ->
                    new PayloadDecryptor(hub.node, List.of(encryption.decryption()))
                        .open(asTheHeaderSays(message, jwe), jwe)));
    add(
        38,
        "it accepts that the sender of a document signs for it",
        "S-30",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              return response.status() == 403
                      && body(request).path("payload").path("action").asText().equals("signed-for")
                  ? hub.ok("application/json", receipt(request), request)
                  : response;
            });
    add(
        39,
        "it is lenient with the time of the envelope",
        "S-24",
        hub.messages(body -> lenient(body, "")));
    add(
        40,
        "it does not know that %3A is a colon",
        "S-33",
        inner ->
            request ->
                path(request).contains("%3A")
                    ? hub.problem(ProblemCode.NOT_FOUND, request)
                    : inner.exchange(request));
    add(
        41,
        "its receipts digest the JSON that it has written again",
        "S-52",
        hub.json(
            (request, response) -> isMessage(request) && response.status() == 200,
            (request, receipt) ->
                receipt.put("bodyDigest", Messages.sha256(StrictJson.write(body(request))))));
    add(
        42,
        "it makes a receipt anew when it is asked for",
        "S-52",
        hub.json(
            (request, response) -> path(request).endsWith("/receipt") && response.status() == 200,
            (request, receipt) ->
                receipt.put("acceptedAt", OffsetDateTime.now(hub.clock).toString())));
  }

  private static byte[] lastWins(byte[] body) {
    try {
      StrictJson.read(body);
      return body;
    } catch (IllegalArgumentException e) {
      return Hub.carelessly(body);
    }
  }

  /** Times without seconds become times. */
  private static byte[] lenient(byte[] body, String where) {
    try {
      ObjectNode message = (ObjectNode) StrictJson.read(body);
      ObjectNode place = where.isEmpty() ? message : message.withObject(where);
      String member = where.isEmpty() ? "sentAt" : "reportedAt";
      String time = place.path(member).asText();
      if (time.length() != "2026-03-20T08:15+08:00".length()) {
        return body;
      }
      OffsetDateTime read = OffsetDateTime.parse(time);
      place.put(member, io.github.citydc.code.Rfc3339.format(read));
      return StrictJson.write(message);
    } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
      return body;
    }
  }

  private static EncryptedMessage asTheHeaderSays(EncryptedMessage message, String jwe) {
    ObjectNode header =
        Messages.object(
            new String(
                Base64.getUrlDecoder().decode(jwe.substring(0, jwe.indexOf('.'))),
                StandardCharsets.UTF_8));
    return new EncryptedMessage(
        MessageId.parse(header.path("cdx-message").asText()),
        header.path("cdx-type").asText(),
        Operation.ofWireName(header.path("cdx-operation").asText()),
        message.sender(),
        message.receiver(),
        message.part());
  }

  private byte[] receipt(HttpRequest request) {
    ObjectNode receipt = StrictJson.newObject();
    for (String member : List.of("messageId", "type", "operation", "sender", "receiver")) {
      receipt.set(member, body(request).path(member));
    }
    receipt.put("bodyDigest", Messages.sha256(request.body().toByteArray()));
    return StrictJson.write(receipt.put("acceptedAt", OffsetDateTime.now(hub.clock).toString()));
  }

  /** Changes the lines of pages of records. */
  private UnaryOperator<HttpTransport> lines(UnaryOperator<String> change) {
    return hub.answers(
        (request, response) ->
            path(request).endsWith("/records") && response.status() == 200
                ? Hub.with(response, Messages.utf8(change.apply(response.body().toText())))
                : response);
  }

  private void batches() {
    add(
        21,
        "it shows the parts of other senders",
        "S-36",
        inner -> {
          Set<String> there = ConcurrentHashMap.newKeySet();
          return request -> {
            HttpResponse response = inner.exchange(request);
            if (request.method().equals("PUT") && response.status() == 201) {
              there.add(path(request));
            }
            return request.method().equals("HEAD")
                    && response.status() == 404
                    && there.contains(path(request))
                ? hub.sign(new HttpResponse(204, response.headers(), response.body()), request)
                : response;
          };
        });
    add(
        22,
        "a part that stands twice in a manifest counts once",
        "S-39",
        hub.requests(
            request -> {
              ObjectNode manifest = body(request);
              if (!path(request).endsWith("/batches") || manifest.isEmpty()) {
                return request;
              }
              List<JsonNode> parts = new ArrayList<>();
              manifest.path("parts").forEach(parts::add);
              List<JsonNode> once = parts.stream().distinct().toList();
              if (once.size() == parts.size()) {
                return request;
              }
              once.forEach(manifest.putArray("parts")::add);
              manifest.put("records", once.stream().mapToInt(p -> p.path("records").asInt()).sum());
              return request.body(
                  io.github.citydc.exchange.message.Content.of(StrictJson.write(manifest)));
            }));
    add(
        23,
        "lines count from 0",
        "S-39",
        hub.json(
            (request, response) -> path(request).contains("/batches/") && response.status() == 200,
            (request, status) -> {
              status
                  .path("rejections")
                  .forEach(
                      rejection ->
                          ((ObjectNode) rejection).put("line", rejection.path("line").asInt() - 1));
              return status;
            }));
    add(
        24,
        "it decompresses without bound",
        "S-40",
        hub.answers(
            (request, response) ->
                request.method().equals("PUT")
                        && response.status() >= 400
                        && !field(request, "content-encoding").isEmpty()
                    ? new HttpResponse(
                        201,
                        io.github.citydc.exchange.http.HttpHeaders.empty()
                            .with("cdx-request", "verified"),
                        io.github.citydc.exchange.message.Content.empty())
                    : response));
  }

  private void reconciliation() {
    add(25, "its hours are those of UTC", "S-42", buckets(Mutants::inUtc));
    add(
        26,
        "an item belongs to the hour in which it came",
        "S-42",
        buckets(
            hours -> {
              hours.forEach(hour -> ((ObjectNode) hour).put("count", 0));
              return hours;
            }));
    add(
        27,
        "its digest has no line feed at the end",
        "S-42",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              if (!isBuckets(request) || response.status() != 200) {
                return response;
              }
              ObjectNode answer = (ObjectNode) StrictJson.read(response.body().toByteArray());
              answer
                  .path("hours")
                  .forEach(hour -> withoutLineFeed(request, (ObjectNode) hour, inner));
              return hub.sign(Hub.with(response, StrictJson.write(answer)), request);
            });
    add(
        28,
        "after= is inclusive",
        "S-43",
        hub.json(
            (request, response) ->
                String.valueOf(request.uri().getQuery()).contains("after=")
                    && path(request).endsWith("/reconciliation")
                    && response.status() == 200,
            (request, page) -> {
              String query = request.uri().getQuery();
              ObjectNode item =
                  StrictJson.newObject()
                      .put("id", query.substring(query.indexOf("after=") + "after=".length()))
                      .put("digest", "00");
              ((ArrayNode) page.path("items")).insert(0, item);
              return page;
            }));
    add(
        29,
        "it shows the items of all senders",
        "S-44",
        inner -> {
          Set<String> senders = ConcurrentHashMap.newKeySet();
          return request -> {
            HttpResponse response = inner.exchange(request);
            if (!field(request, "cdx-sender").isEmpty()) {
              senders.add(field(request, "cdx-sender"));
            }
            if (!path(request).endsWith("/reconciliation")
                || !String.valueOf(request.uri().getQuery()).contains("hour=")
                || response.status() != 200) {
              return response;
            }
            ObjectNode page = (ObjectNode) StrictJson.read(response.body().toByteArray());
            for (String sender : senders) {
              HttpRequest asked =
                  hub.resigned(request.headers(request.headers().with("cdx-sender", sender)));
              ObjectNode other =
                  (ObjectNode) StrictJson.read(inner.exchange(asked).body().toByteArray());
              other.path("items").forEach(((ArrayNode) page.path("items"))::add);
            }
            return hub.sign(Hub.with(response, StrictJson.write(page)), request);
          };
        });
  }

  private static boolean isBuckets(HttpRequest request) {
    return path(request).endsWith("/reconciliation")
        && !String.valueOf(request.uri().getQuery()).contains("hour=");
  }

  private UnaryOperator<HttpTransport> buckets(UnaryOperator<ArrayNode> change) {
    return hub.json(
        (request, response) -> isBuckets(request) && response.status() == 200,
        (request, answer) -> {
          answer.set("hours", change.apply((ArrayNode) answer.path("hours")));
          return answer;
        });
  }

  private static ArrayNode inUtc(ArrayNode hours) {
    ArrayNode moved = hours.arrayNode();
    for (int hour = 0; hour < 24; hour++) {
      moved.add(((ObjectNode) hours.get((hour + 8) % 24)).deepCopy().put("hour", hour));
    }
    return moved;
  }

  private void withoutLineFeed(HttpRequest request, ObjectNode hour, HttpTransport inner) {
    if (hour.path("count").asInt() == 0) {
      return;
    }
    HttpRequest listing =
        new HttpRequest(
            "GET",
            java.net.URI.create(request.uri() + "&hour=" + hour.path("hour").asInt()),
            request.headers(),
            request.body());
    JsonNode page = StrictJson.read(inner.exchange(hub.resigned(listing)).body().toByteArray());
    List<String> lines = new ArrayList<>();
    page.path("items")
        .forEach(i -> lines.add(i.path("id").asText() + " " + i.path("digest").asText()));
    hour.put("digest", Messages.sha256(Messages.utf8(String.join("\n", lines))));
  }

  private void records() {
    add(
        30,
        "a pull skips who commits late",
        "S-45",
        lines(
            text -> {
              List<String> lines = new ArrayList<>(List.of(text.strip().split("\n")));
              if (lines.size() > 2) {
                lines.remove(1);
              }
              return String.join("\n", lines) + "\n";
            }));
    add(
        31,
        "a page may lack its last line",
        "S-45",
        lines(
            text ->
                text.lines().count() > 2
                    ? text.substring(0, text.strip().lastIndexOf('\n') + 1)
                    : text));
    add(
        32,
        "a resource of share type 3 can be read",
        "S-46",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              return path(request).endsWith("/records") && response.status() == 403
                  ? hub.ok(
                      "application/x-ndjson",
                      Messages.utf8("{\"next\":\"x\",\"more\":false}\n"),
                      request)
                  : response;
            });
  }

  private void bundles() {
    add(
        43,
        "its answer to a bundle has the root of the request",
        "S-61",
        bundles(
            (request, response) ->
                response.headers(
                    response.headers().with("cdx-bundle", field(request, "cdx-bundle")))));
    add(
        44,
        "one bad message refuses the whole bundle",
        "S-62",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              return isBundle(request)
                      && response.status() == 200
                      && response.body().toText().contains("\"code\"")
                  ? hub.problem(ProblemCode.VALIDATION_FAILED, request)
                  : response;
            });
    add(
        45,
        "it does not compare the root of a bundle",
        "S-63",
        hub.requests(
            request ->
                isBundle(request) && field(request, "content-encoding").isEmpty()
                    ? request.headers(
                        request.headers().with("cdx-bundle", root(request.body().toText())))
                    : request));
    add(
        46,
        "it takes the first messages of a bundle that is too large",
        "S-64",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              return isBundle(request) && response.status() == 413
                  ? hub.ok("application/x-ndjson", Messages.utf8("{}\n"), request)
                  : response;
            });
    AtomicLong ticks = new AtomicLong();
    add(
        47,
        "a message in a bundle gets a new time of acceptance",
        "S-65",
        bundles(
            (request, response) -> {
              String time =
                  OffsetDateTime.now(hub.clock)
                      .plusNanos(ticks.incrementAndGet() * 1_000_000)
                      .toString();
              String lines =
                  response
                      .body()
                      .toText()
                      .replaceAll("\"acceptedAt\":\"[^\"]*\"", "\"acceptedAt\":\"" + time + "\"");
              return Hub.with(
                  response.headers(response.headers().with("cdx-bundle", root(lines))),
                  Messages.utf8(lines));
            }));
  }

  private UnaryOperator<HttpTransport> bundles(
      BiFunction<HttpRequest, HttpResponse, HttpResponse> change) {
    return hub.answers(
        (request, response) ->
            isBundle(request) && response.status() == 200
                ? change.apply(request, response)
                : response);
  }

  private static boolean isBundle(HttpRequest request) {
    return path(request).endsWith("/bundles");
  }

  private static String root(String lines) {
    return BundleTree.over(lines.lines().map(Content::ofText).toList()).field();
  }

  private void keys() {
    add(
        48,
        "it takes the key that a node used first, and no other",
        "S-66",
        inner -> {
          Map<String, String> keys = new ConcurrentHashMap<>();
          return request -> {
            String key = parameter(request, "keyid");
            String first = keys.putIfAbsent(field(request, "cdx-sender"), key);
            return first == null || first.equals(key)
                ? inner.exchange(request)
                : hub.problem(ProblemCode.CERTIFICATE_UNTRUSTED, request);
          };
        });
    part(
        49,
        "it does not ask whether a certificate was revoked",
        "S-10",
        (receiver, inbox) ->
            receiver.verifier(
                HttpSignatures.verifierBuilder(hub.city.trust(), hub.city.directory())
                    .clock(hub.clock)
                    .replayGuard(new InMemoryReplayGuard(hub.clock))
                    .build()));
  }

  private void abandonedUploads() {
    add(
        50,
        "it deletes all parts of the sender with those of an upload",
        "S-67",
        inner -> {
          Set<String> deleted = ConcurrentHashMap.newKeySet();
          return request -> {
            if (request.method().equals("DELETE")) {
              deleted.add(field(request, "cdx-sender"));
            }
            HttpResponse response = inner.exchange(request);
            return request.method().equals("HEAD")
                    && deleted.contains(field(request, "cdx-sender"))
                    && response.status() == 204
                ? hub.sign(new HttpResponse(404, response.headers(), response.body()), request)
                : response;
          };
        });
    add(
        51,
        "it keeps the parts of an upload that was given up",
        "S-67",
        inner -> {
          Map<String, HttpResponse> there = new ConcurrentHashMap<>();
          return request -> {
            HttpResponse response = inner.exchange(request);
            if (request.method().equals("PUT") && response.status() == 201) {
              there.put(path(request), new HttpResponse(204, response.headers(), Content.empty()));
            }
            return request.method().equals("HEAD")
                    && response.status() == 404
                    && there.containsKey(path(request))
                ? hub.sign(there.get(path(request)), request)
                : response;
          };
        });
    add(
        52,
        "it says that it has given up a batch which it had accepted",
        "S-67",
        hub.answers(
            (request, response) ->
                request.method().equals("DELETE") && response.status() == 409
                    ? new HttpResponse(
                        204,
                        io.github.citydc.exchange.http.HttpHeaders.empty()
                            .with("cdx-request", "verified"),
                        Content.empty())
                    : response));
  }

  private void profile() {
    add(
        53,
        "it says sm-only, and takes digests of SHA-256",
        "S-68",
        hub.forgiving(request -> field(request, "content-digest").contains("sha-256")));
    add(
        54,
        "it says sm-only, and its receipts have digests of SHA-256",
        "S-68",
        hub.json(
            (request, response) -> isMessage(request) && response.status() == 200,
            (request, receipt) ->
                receipt.put("bodyDigest", Messages.sha256(request.body().toByteArray()))));
  }

  private void refusals() {
    add(
        34,
        "a problem repeats the id number",
        "S-49",
        hub.json(
            (request, response) -> response.status() == 422,
            (request, problem) ->
                problem.put(
                    "detail",
                    "The number "
                        + body(request).path("payload").path("idNumber").asText()
                        + " is wrong")));
    add(
        35,
        "a conflict is retryable",
        "S-49",
        hub.json(
            (request, response) -> response.status() == 409,
            (request, problem) -> problem.put("retryable", true)));
    add(
        36,
        "refusals are not signed",
        "S-49",
        inner ->
            request -> {
              HttpResponse response = inner.exchange(request);
              return response.status() >= 400 ? Hub.unsigned(response) : response;
            });
  }
}
