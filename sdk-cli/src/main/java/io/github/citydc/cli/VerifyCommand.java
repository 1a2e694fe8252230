package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.cli.message.KeyFiles;
import io.github.citydc.cli.message.MessageOptions;
import io.github.citydc.cli.message.VerificationKeyOptions;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.ContentDigest;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies an HTTP message in a file: with --trust and --cert by the profile of the interface standard, with"
          + " --public-key or --secret every signature of the message by RFC 9421, and Content-Digest if it is covered.",
      "Prints a line of JSON for each signature; the signature base goes to standard error or --base."
    },
    footer = {
      "",
      "Example: cdx verify --trust root.pem --cert sender.pem request.http",
      "         cdx verify --public-key key.pem --label sig1 request.http",
      "Why not: cdx explain --cert sender.pem request.http"
    })
final class VerifyCommand implements Callable<Integer> {

  private static final ComponentIdentifier CONTENT_DIGEST =
      ComponentIdentifier.of("content-digest");

  @Mixin private MessageOptions message = new MessageOptions();

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "File with the root certificates that are trusted.")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--cert",
      paramLabel = "PEM",
      description = "With --trust: file with the sender's certificate, then its issuers.")
  private Optional<Path> certificate = Optional.empty();

  @Mixin private VerificationKeyOptions keys = new VerificationKeyOptions();

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      description = "Only the signature of this label, with --public-key or --secret.")
  private Optional<String> label = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "With --trust: when the message was received; now if not given.")
  private Optional<Instant> time = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      HttpMessage read = message.message(message.read());
      return trust.isPresent() ? verifyByProfile(read) : verifyByKey(read);
    } catch (VerificationException e) {
      return refused("", e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int verifyByProfile(HttpMessage read) throws IOException {
    List<X509Certificate> chain =
        KeyFiles.certificates(
            certificate.orElseThrow(
                () -> new IllegalArgumentException("--trust needs --cert, the sender's")));
    NodeId sender = KeyId.of(chain.get(0)).node();
    MessageVerifier verifier =
        HttpSignatures.verifierBuilder(
                TrustStore.ofPem(InputFiles.required(trust.orElseThrow())),
                NodeDirectory.of(NodeEntry.sending(sender, chain)))
            .clock(time.map(at -> Clock.fixed(at, ZoneOffset.UTC)).orElseGet(ChinaTime::clock))
            .build();
    String base;
    if (read.response().isPresent()) {
      base = verifier.verify(read.response().get(), read.request()).evidence().signatureBase();
    } else {
      NodeId self =
          read.headers()
              .value("cdx-receiver")
              .map(NodeId::parse)
              .orElseThrow(
                  () ->
                      new VerificationException(
                          ProblemCode.SIGNATURE_INVALID, "the message has no cdx-receiver"));
      base = verifier.verify(read.request(), self).evidence().signatureBase();
    }
    verified("cdx", SignatureBase.parse(base), Optional.of(sender));
    return 0;
  }

  private int verifyByKey(HttpMessage read) throws IOException {
    VerificationKey key = keys.key("--trust");
    List<String> labels =
        label.map(List::of).orElseGet(() -> MessageSignature.labels(read.headers()));
    if (labels.isEmpty()) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_MISSING, "the message has no signature");
    }
    int refused = 0;
    for (String one : labels) {
      refused += verify(read, one, key);
    }
    return refused == 0 ? 0 : 1;
  }

  private int verify(HttpMessage read, String one, VerificationKey key) throws IOException {
    try {
      SignatureBase base = MessageSignature.read(read.headers(), one).verify(read, key);
      Optional<String> digest = base.value(CONTENT_DIGEST);
      digest.map(VerifyCommand::parsed).ifPresent(parsed -> parsed.verify(read.body()));
      verified(one, base, Optional.empty());
      return 0;
    } catch (VerificationException e) {
      return refused(one, e);
    }
  }

  private static ContentDigest parsed(String field) {
    try {
      return ContentDigest.parse(field);
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "Content-Digest: " + e.getMessage(), e);
    }
  }

  private void verified(String one, SignatureBase base, Optional<NodeId> signer)
      throws IOException {
    ObjectNode result = result(one).put("verified", true);
    signer.ifPresent(node -> result.put("signer", node.toString()));
    base.parameters().keyId().ifPresent(id -> result.put("keyid", id));
    base.parameters().created().ifPresent(created -> result.put("created", created.toString()));
    ArrayNode covered = result.putArray("covered");
    base.parameters().components().forEach(component -> covered.add(component.toString()));
    message.show(base, spec.commandLine().getErr());
    spec.commandLine().getOut().println(result);
  }

  private int refused(String one, VerificationException reason) {
    ObjectNode result = result(one).put("verified", false);
    result.put("code", reason.code().wireName()).put("reason", Reasons.of(reason));
    spec.commandLine().getOut().println(result);
    return 1;
  }

  private ObjectNode result(String one) {
    ObjectNode result =
        JsonNodeFactory.instance.objectNode().put("file", message.file().toString());
    return one.isEmpty() ? result : result.put("label", one);
  }
}
