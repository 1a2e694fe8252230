package io.github.citydc.testkit.conformance;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.signing.Certificates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What the checks of a client work with: the node it is pointed at, and files to give it. */
final class ClientExaminer implements AutoCloseable {

  final ClientConformanceBuilder settings;
  final ClientUnderTest client;
  final PlayedNode node;
  private final LeftOut leftOut = new LeftOut();
  private final Path folder;
  private int files;

  ClientExaminer(ClientConformanceBuilder settings) {
    this.settings = settings;
    this.client = settings.client;
    this.node = new PlayedNode(settings);
    try {
      this.folder =
          PrivateFiles.createFolders(
              Path.of(
                  System.getProperty("java.io.tmpdir"), "cdx-conformance-" + UUID.randomUUID()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LeftOut leftOut() {
    return leftOut;
  }

  Path file(String content) {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  Path file(byte[] content) {
    try {
      Path file = folder.resolve("file-" + files++);
      PrivateFiles.write(file, content);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return file(Certificates.toPem(List.of(settings.root)));
  }

  /** A person, each time another one. */
  Path person() {
    return file(Messages.text(person(0)));
  }

  com.fasterxml.jackson.databind.node.ObjectNode person(int length) {
    return Messages.example(Messages.PERSON).put("cdxMark", files + "x".repeat(length));
  }

  ClientUnderTest.Outcome send() throws IOException, InterruptedException {
    return client.send(node.url(), Messages.PERSON, person());
  }

  static String field(HttpRequest request, String name) {
    return request.headers().value(name).orElse("");
  }

  @Override
  public void close() {
    node.close();
    try (var all = Files.list(folder)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
