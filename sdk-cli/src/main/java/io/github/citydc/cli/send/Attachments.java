package io.github.citydc.cli.send;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileProgress;
import io.github.citydc.exchange.file.FileProgressListener;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.naming.node.NodeId;
import java.io.PrintWriter;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Files that were sent, to be attached to official documents. Immutable and thread-safe. */
public final class Attachments implements UnaryOperator<Payload> {

  private static final String OFD = ".ofd";

  private final List<DocumentAttachment> attached;

  private Attachments(List<DocumentAttachment> attached) {
    this.attached = List.copyOf(attached);
  }

  /**
   * Sends files.
   *
   * @param client sends
   * @param receiver whom to
   * @param files by the title of the attachment
   * @param err hears when one is there
   * @return what attaches them to a document
   */
  public static Attachments send(
      ExchangeClient client, NodeId receiver, Map<String, Path> files, PrintWriter err) {
    List<DocumentAttachment> attached = new ArrayList<>();
    files.forEach(
        (title, file) -> {
          FileProgressListener listener =
              progress -> {
                if (isThere(progress)) {
                  err.println("Sent " + file + ", " + progress.size() + " bytes");
                }
              };
          attached.add(
              new DocumentAttachment(
                  title,
                  FileSender.through(client)
                      .send(
                          receiver,
                          file,
                          mediaType(file),
                          FileOptions.builder().listener(listener).build()),
                  Extensions.none()));
        });
    return new Attachments(attached);
  }

  private static boolean isThere(FileProgress progress) {
    return progress.sent() == progress.size();
  }

  private static String mediaType(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(OFD)
        ? "application/ofd"
        : Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
            .orElse("application/octet-stream");
  }

  /**
   * Attaches the files.
   *
   * @param payload an official document, or another payload if there are no files
   * @return the payload with the files behind the attachments it has
   */
  @Override
  public Payload apply(Payload payload) {
    if (attached.isEmpty() || !(payload instanceof OfficialDocument document)) {
      return payload;
    }
    List<DocumentAttachment> all = new ArrayList<>(document.attachments());
    all.addAll(attached);
    return OfficialDocumentBuilder.builder(document).attachments(all).build();
  }
}
