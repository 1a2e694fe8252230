package io.github.citydc.cli;

import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.cli.message.KeyFiles;
import io.github.citydc.cli.message.MessageFile;
import io.github.citydc.cli.message.MessageOptions;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.ContentDigest;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.http.SignatureParameters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx sign}. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description = {
      "Signs an HTTP message in a file. With a certificate and without --components by the profile of the interface"
          + " standard, else by RFC 9421 with what the options say.",
      "Prints the fields that were added; the signature base goes to standard error or --base."
    },
    footer = {
      "",
      "Example: cdx sign --key node-key.pem --cert node-certificate.pem --receiver 440100:11440100696927049H:hub"
          + " request.http",
      "         cdx sign --key key.pem --components '\"@method\" \"@path\"' --keyid k --out signed.http request.http"
    })
final class SignCommand implements Callable<Integer> {

  @Mixin private MessageOptions message = new MessageOptions();

  @Option(names = "--key", paramLabel = "PEM", description = "File with the private key (PKCS#8).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--cert",
      paramLabel = "PEM",
      description = "File with the certificate of the key.")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description = "File with a shared secret in Base64, in place of --key.")
  private Optional<Path> secret = Optional.empty();

  @Option(
      names = "--alg",
      paramLabel = "NAME",
      defaultValue = "hmac-sha256",
      description = "With --secret: hmac-sha256 or hmac-sm3. A key has its own algorithm.")
  private String algorithm = "hmac-sha256";

  @Option(
      names = "--receiver",
      paramLabel = "NODEID",
      description =
          "By the profile: the receiver of a request. Default: cdx-receiver of the message.")
  private Optional<String> receiver = Optional.empty();

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      defaultValue = "sig1",
      description = "Label, with --components. Default: ${DEFAULT-VALUE}")
  private String label = "sig1";

  @Option(
      names = "--components",
      paramLabel = "LIST",
      description = "What is covered, as in Signature-Input: '\"@method\" \"content-digest\"'")
  private Optional<String> components = Optional.empty();

  @Option(
      names = "--parameters",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Further parameters, as in Signature-Input: ';nonce=\"...\";tag=\"...\"'")
  private String parameters = "";

  @Option(names = "--keyid", paramLabel = "TEXT", description = "Parameter keyid.")
  private Optional<String> keyId = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When the signature is made, such as 2026-05-04T08:00:00Z; now if not given.")
  private Optional<Instant> time = Optional.empty();

  @Option(
      names = "--digest",
      paramLabel = "NAME",
      description =
          "Adds Content-Digest by sm3 or sha-256 before signing; the profile always does.")
  private Optional<String> digest = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the whole signed message is written.")
  private Optional<Path> out = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      MessageFile file = message.read();
      HttpMessage unsigned = message.message(file);
      boolean profile = components.isEmpty() && certificate.isPresent();
      HttpMessage signed = profile ? signByProfile(unsigned) : sign(withDigest(unsigned));
      print(file, unsigned, signed, profile ? "cdx" : label);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private SigningKey signingKey() throws IOException {
    if (key.isPresent() == secret.isPresent()) {
      throw new IllegalArgumentException("Either --key or --secret is needed");
    }
    if (secret.isPresent()) {
      return SigningKey.of(KeyFiles.secret(secret.get()), KeyFiles.algorithm(algorithm));
    }
    Path file = key.get();
    return certificate.isPresent()
        ? SigningKey.fromPem(file, certificate.get())
        : SigningKey.fromPem(InputFiles.text(file, StandardCharsets.ISO_8859_1));
  }

  private Clock clock() {
    return time.map(at -> Clock.fixed(at, ZoneOffset.UTC)).orElseGet(ChinaTime::clock);
  }

  private HttpMessage signByProfile(HttpMessage unsigned) throws IOException {
    MessageSigner signer = HttpSignatures.signerBuilder(signingKey()).clock(clock()).build();
    if (unsigned.response().isPresent()) {
      return HttpMessage.of(
          signer.sign(unsigned.response().get(), unsigned.request()), unsigned.request());
    }
    HttpRequest request = unsigned.request();
    String node =
        receiver
            .or(() -> request.headers().value("cdx-receiver"))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "The profile needs --receiver, the node that the request is for"));
    return HttpMessage.of(signer.sign(request, NodeId.parse(node)));
  }

  private HttpMessage withDigest(HttpMessage unsigned) {
    if (digest.isEmpty()) {
      return unsigned;
    }
    DigestAlgorithm chosen =
        DigestAlgorithm.ofWireName(digest.get())
            .orElseThrow(() -> new IllegalArgumentException("--digest is sm3 or sha-256"));
    return withHeaders(
        unsigned,
        unsigned
            .headers()
            .with("content-digest", ContentDigest.of(unsigned.body(), chosen).toString()));
  }

  private HttpMessage sign(HttpMessage unsigned) throws IOException {
    SigningKey signingKey = signingKey();
    String text =
        "("
            + components.orElseThrow(
                () -> new IllegalArgumentException("Either --cert or --components is needed"))
            + ");created="
            + clock().instant().getEpochSecond()
            + keyId.map(id -> ";keyid=\"" + id + "\"").orElse("")
            + ";alg=\""
            + signingKey.algorithm().wireName()
            + "\""
            + parameters;
    MessageSignature signature =
        MessageSignature.sign(unsigned, SignatureParameters.parse(text), signingKey);
    return withHeaders(unsigned, signature.writeTo(unsigned.headers(), label));
  }

  private static HttpMessage withHeaders(HttpMessage message, HttpHeaders headers) {
    return message.response().isPresent()
        ? HttpMessage.of(message.response().get().headers(headers), message.request())
        : HttpMessage.of(message.request().headers(headers));
  }

  private void print(MessageFile file, HttpMessage unsigned, HttpMessage signed, String under)
      throws IOException {
    PrintWriter lines = spec.commandLine().getOut();
    List<String> added = new ArrayList<>();
    signed
        .headers()
        .forEach(
            (name, value) -> {
              if (!unsigned.headers().values(name).contains(value)) {
                added.add(name + ": " + value);
              }
            });
    added.forEach(lines::println);
    message.show(
        SignatureBase.of(signed, MessageSignature.read(signed.headers(), under).parameters()),
        spec.commandLine().getErr());
    if (out.isPresent()) {
      PrivateFiles.write(out.get(), file.with(signed));
    }
  }
}
