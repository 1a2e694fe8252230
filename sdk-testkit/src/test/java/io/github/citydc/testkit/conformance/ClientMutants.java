package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clients that are wrong on purpose, by the check that must find them. */
final class ClientMutants {

  private ClientMutants() {}

  static Map<String, SdkClient> all(SigningKey key, TrustStore trust, Path folder) {
    Map<String, SdkClient> all = new LinkedHashMap<>();
    all.put("R-53 it does not compare a receipt with its message", raw(key, trust, folder, 1, 200));
    all.put(
        "R-54 it takes whatever comes for an answer",
        new SdkClient(key, trust, folder) {
          @Override
          ExchangeClientBuilder built(NodeLink link) {
            return super.built(link).verifier(believing());
          }
        });
    all.put("R-55 it makes a new message when it tries again", raw(key, trust, folder, 3, 200));
    all.put("R-56 it does not ask for limits", raw(key, trust, folder, 1, 200));
    all.put(
        "R-57 it begins an upload anew",
        new SdkClient(key, trust, folder) {
          @Override
          Optional<Path> journal(Path records) {
            return Optional.of(folder.resolve(System.nanoTime() + ".journal"));
          }

          @Override
          public Optional<Outcome> upload(URI node, String type, Path records) {
            return Optional.of(uploadAnew(node, key, records));
          }
        });
    all.put(
        "R-58 it takes a page over line by line",
        new SdkClient(key, trust, folder) {
          @Override
          public Optional<List<String>> pull(URI node, String type) {
            HttpResponse page = ask(node, key, "GET", "/records?type=" + type, new byte[0]);
            return Optional.of(
                page.body()
                    .toText()
                    .lines()
                    .map(line -> Messages.object(line).path("id").asText())
                    .filter(id -> !id.isEmpty())
                    .toList());
          }
        });
    all.put(
        "R-59 it reads receipt files in any form",
        new SdkClient(key, trust, folder) {
          @Override
          public Optional<Boolean> verifyReceipt(Path receipt, Path root) throws IOException {
            try {
              ObjectNode file = (ObjectNode) StrictJson.read(Files.readAllBytes(receipt));
              ObjectNode again = StrictJson.newObject();
              for (String name :
                  List.of("form", "receipt", "signatureBase", "signature", "certificates")) {
                again.set(name, file.path(name));
              }
              new ReceiptVerifier(TrustStore.ofPem(root))
                  .verify(SignedReceipt.fromJson(StrictJson.write(again)));
              return Optional.of(true);
            } catch (RuntimeException e) {
              return Optional.of(false);
            }
          }
        });
    all.put(
        "R-59 it does not follow the path of a bundle",
        new SdkClient(key, trust, folder) {
          @Override
          public Optional<Boolean> verifyReceipt(Path receipt, Path root) throws IOException {
            return Files.readString(receipt).contains("\"bundle\":[")
                ? Optional.of(true)
                : super.verifyReceipt(receipt, root);
          }
        });
    all.put(
        "R-69 it takes the refusal of a bundle for that of its messages",
        new SdkClient(key, trust, folder) {
          @Override
          public Optional<Outcome> sendBundle(URI node, String type, Path payloads)
              throws IOException {
            HttpResponse description = ask(node, key, "GET", "/node", new byte[0]);
            int most =
                StrictJson.read(description.body().toByteArray())
                    .path("limits")
                    .path("bundleMessages")
                    .asInt();
            return most == 0
                ? super.sendBundle(node, type, payloads)
                : Optional.of(bundles(node, key, type, Files.readAllLines(payloads), most));
          }
        });
    all.put(
        "R-70 it says that a document was sent before it sends it",
        new SdkClient(key, trust, folder) {
          @Override
          public Optional<Outcome> sendDocument(URI node, Path document, Path attachment)
              throws IOException {
            byte[] file = Files.readAllBytes(attachment);
            ask(node, key, "PUT", "/files/" + Messages.name(file), Messages.utf8("{}"));
            ObjectNode whole = (ObjectNode) StrictJson.read(Files.readAllBytes(document));
            ObjectNode action =
                StrictJson.newObject()
                    .put("documentId", whole.path("documentId").asText())
                    .put("action", "sent");
            ask(
                node,
                key,
                "POST",
                "/messages",
                message(node, key, "document.action/1", "event", action));
            whole.putArray("attachments").addObject().putObject("file").put("size", file.length);
            ask(
                node,
                key,
                "POST",
                "/messages",
                message(node, key, "document.official-document/1", "upsert", whole));
            return Optional.of(Outcome.DELIVERED);
          }
        });
    all.put(
        "R-60 it sends in clear where it cannot encrypt",
        new SdkClient(key, trust, folder) {
          @Override
          TrustedReceiver receiver(List<X509Certificate> certificates) {
            X509Certificate last = certificates.get(certificates.size() - 1);
            try {
              return super.receiver(certificates);
            } catch (RuntimeException e) {
              return TrustStore.of(List.of(last))
                  .validateForEncryption(List.of(last), Instant.now());
            }
          }

          @Override
          public Optional<Outcome> sendEncrypted(URI node, String type, Path payload)
              throws IOException {
            Optional<Outcome> encrypted = super.sendEncrypted(node, type, payload);
            return encrypted.equals(Optional.of(Outcome.UNKNOWN))
                ? Optional.of(send(node, type, payload))
                : encrypted;
          }
        });
    return all;
  }

  private static MessageVerifier believing() {
    SignatureEvidence none = new SignatureEvidence("", "", List.of());
    return new MessageVerifier() {
      @Override
      public VerifiedRequest verify(HttpRequest request, NodeId self) {
        return new VerifiedRequest(self, request, none);
      }

      @Override
      public VerifiedResponse verify(HttpResponse response, HttpRequest inReplyTo) {
        String node = inReplyTo.headers().value("cdx-receiver").orElseThrow();
        return new VerifiedResponse(
            NodeId.parse(node),
            response.headers(response.headers().with("cdx-request", "verified")),
            none);
      }
    };
  }

  /** Sends by hand, a new message each time, and believes a status. */
  private static SdkClient raw(
      SigningKey key, TrustStore trust, Path folder, int attempts, int believed) {
    return new SdkClient(key, trust, folder) {
      @Override
      public Outcome send(URI node, String type, Path payload) throws IOException {
        HttpResponse last =
            new HttpResponse(
                503, ask(node, key, "GET", "/node", new byte[0]).headers(), Content.empty());
        for (int i = 0; i < attempts && last.status() != believed; i++) {
          JsonNode read = StrictJson.read(Files.readAllBytes(payload));
          last = ask(node, key, "POST", "/messages", message(node, key, type, "upsert", read));
        }
        return last.status() == believed ? Outcome.DELIVERED : Outcome.REFUSED;
      }
    };
  }

  private static byte[] message(
      URI node, SigningKey key, String type, String operation, JsonNode payload) {
    ObjectNode message =
        StrictJson.newObject()
            .put("standard", "1.0")
            .put("messageId", Messages.id(Instant.now()))
            .put("type", type)
            .put("operation", operation)
            .put("sender", Party.of(key).node().toString())
            .put("receiver", nodeAt(node).toString())
            .put("sentAt", "2026-03-20T08:15:00Z");
    message.set("payload", payload);
    return StrictJson.write(message);
  }

  /** Sends bundles, once, and looks for problems in their lines. */
  private static ClientUnderTest.Outcome bundles(
      URI node, SigningKey key, String type, List<String> payloads, int most) {
    boolean refused = false;
    for (int from = 0; from < payloads.size(); from += most) {
      List<byte[]> lines =
          payloads.subList(from, Math.min(payloads.size(), from + most)).stream()
              .map(line -> message(node, key, type, "upsert", StrictJson.read(Messages.utf8(line))))
              .toList();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      lines.forEach(
          line -> {
            body.writeBytes(line);
            body.write('\n');
          });
      Draft draft = draft(node, key, "POST", "/bundles", body.toByteArray());
      draft.field("content-type", "application/x-ndjson");
      draft.field("cdx-bundle", BundleChecks.root(lines)).cover("cdx-bundle");
      HttpResponse answer = exchange(draft.sign());
      refused |= answer.status() != 200 || answer.body().toText().contains("\"code\"");
    }
    return refused ? ClientUnderTest.Outcome.REFUSED : ClientUnderTest.Outcome.DELIVERED;
  }

  private static NodeId nodeAt(URI node) {
    HttpResponse description =
        exchange(
            new HttpRequest(
                "GET",
                URI.create(node + "/node"),
                io.github.citydc.exchange.http.HttpHeaders.empty(),
                Content.empty()));
    return NodeId.parse(StrictJson.read(description.body().toByteArray()).path("node").asText());
  }

  private static HttpResponse exchange(HttpRequest request) {
    return JdkHttpTransport.create().exchange(request);
  }

  private static HttpResponse ask(
      URI node, SigningKey key, String method, String path, byte[] body) {
    return exchange(draft(node, key, method, path, body).sign());
  }

  private static Draft draft(URI node, SigningKey key, String method, String path, byte[] body) {
    return new Draft(
        Party.of(key),
        nodeAt(node),
        method,
        URI.create(node + path),
        body,
        Instant.now().getEpochSecond());
  }

  /** Uploads in one part of each record, whatever has arrived before. */
  private static ClientUnderTest.Outcome uploadAnew(URI node, SigningKey key, Path records) {
    ObjectNode manifest =
        StrictJson.newObject()
            .put("batchId", Messages.id(Instant.now()))
            .put("type", Messages.PERSON)
            .put("operation", "upsert");
    var parts = manifest.putArray("parts");
    try {
      List<String> lines = Files.readAllLines(records);
      manifest.put("records", lines.size());
      for (String line : lines) {
        byte[] part = Messages.utf8(line + "\n");
        HttpResponse answer = ask(node, key, "PUT", "/parts/" + Messages.name(part), part);
        if (answer.status() >= 300) {
          return ClientUnderTest.Outcome.UNKNOWN;
        }
        parts.addObject().put("digest", Messages.name(part)).put("records", 1);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ask(node, key, "POST", "/batches", StrictJson.write(manifest)).status() == 202
        ? ClientUnderTest.Outcome.DELIVERED
        : ClientUnderTest.Outcome.UNKNOWN;
  }
}
