package io.github.citydc.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.testkit.conformance.ClientUnderTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client under test that is a command for each thing that it can do. */
public final class CommandClient implements ClientUnderTest {

  private final String send;
  private final Optional<String> encrypted;
  private final Optional<String> upload;
  private final Optional<String> pull;
  private final Optional<String> verify;
  private final Optional<String> bundle;
  private final Optional<String> document;

  public CommandClient(
      String send,
      Optional<String> encrypted,
      Optional<String> upload,
      Optional<String> pull,
      Optional<String> verify,
      Optional<String> bundle,
      Optional<String> document) {
    this.send = send;
    this.encrypted = encrypted;
    this.upload = upload;
    this.pull = pull;
    this.verify = verify;
    this.bundle = bundle;
    this.document = document;
  }

  @Override
  public Outcome send(URI node, String type, Path payload)
      throws IOException, InterruptedException {
    return outcome(send, scene(node, type, payload));
  }

  @Override
  public Optional<Outcome> sendEncrypted(URI node, String type, Path payload)
      throws IOException, InterruptedException {
    return encrypted.isEmpty()
        ? Optional.empty()
        : Optional.of(outcome(encrypted.get(), scene(node, type, payload)));
  }

  @Override
  public Optional<Outcome> upload(URI node, String type, Path records)
      throws IOException, InterruptedException {
    return upload.isEmpty()
        ? Optional.empty()
        : Optional.of(outcome(upload.get(), scene(node, type, records)));
  }

  @Override
  public Optional<List<String>> pull(URI node, String type)
      throws IOException, InterruptedException {
    if (pull.isEmpty()) {
      return Optional.empty();
    }
    ShellCommand.Done done =
        new ShellCommand(pull.get()).run(Map.of("CDX_URL", node.toString(), "CDX_TYPE", type));
    return Optional.of(
        done.output().lines().filter(line -> !line.isBlank()).map(CommandClient::id).toList());
  }

  private static String id(String line) {
    JsonNode json = PayloadJson.standard().readObject(line.getBytes(StandardCharsets.UTF_8));
    return json.path("id").asText();
  }

  @Override
  public Optional<Boolean> verifyReceipt(Path receipt, Path root)
      throws IOException, InterruptedException {
    if (verify.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> scene = Map.of("CDX_FILE", receipt.toString(), "CDX_ROOT", root.toString());
    return Optional.of(new ShellCommand(verify.get()).run(scene).exitCode() == 0);
  }

  @Override
  public Optional<Outcome> sendBundle(URI node, String type, Path payloads)
      throws IOException, InterruptedException {
    return bundle.isEmpty()
        ? Optional.empty()
        : Optional.of(outcome(bundle.get(), scene(node, type, payloads)));
  }

  @Override
  public Optional<Outcome> sendDocument(URI node, Path official, Path attachment)
      throws IOException, InterruptedException {
    if (document.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> scene =
        new HashMap<>(scene(node, "document.official-document/1", official));
    scene.put("CDX_ATTACHMENT", attachment.toString());
    return Optional.of(outcome(document.get(), scene));
  }

  private static Map<String, String> scene(URI node, String type, Path file) {
    return Map.of("CDX_URL", node.toString(), "CDX_TYPE", type, "CDX_FILE", file.toString());
  }

  private static Outcome outcome(String command, Map<String, String> scene)
      throws IOException, InterruptedException {
    return switch (new ShellCommand(command).run(scene).exitCode()) {
      case 0 -> Outcome.DELIVERED;
      case 1 -> Outcome.REFUSED;
      default -> Outcome.UNKNOWN;
    };
  }
}
