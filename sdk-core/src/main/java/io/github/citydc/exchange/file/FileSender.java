package io.github.citydc.exchange.file;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.content.internal.PartSender;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.security.Protection;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * The sending side of files that messages name. It sends the manifest first; the response names the
 * missing parts; it sends these, and then the manifest again, until nothing is missing. So sending
 * a file that is there costs one request, and what was broken off goes on where it was.
 * Thread-safe.
 *
 * <pre>{@code
 * PartReference photo = FileSender.through(client).send(hub, path, "image/jpeg");
 * }</pre>
 */
public final class FileSender {

  /** Parts may be removed again in between, by another file that has the same ones. */
  private static final int ROUNDS = 5;

  private final Protection protection;
  private final FileCalls calls;
  private final HashAlgorithm hash;

  private FileSender(ExchangeClient client) {
    this.protection = client.protection();
    this.calls = new FileCalls(client);
    this.hash = client.profile().hash();
  }

  /**
   * Sends files through a client.
   *
   * @param client signs, carries and verifies
   * @return the sender
   */
  public static FileSender through(ExchangeClient client) {
    return new FileSender(client);
  }

  /**
   * Sends a file that a message will name, with the standard options: {@link #send(NodeId, Path,
   * String, FileOptions)}.
   *
   * @param receiver the receiving node
   * @param file where it lies
   * @param mediaType what it is, for example {@code application/pdf}
   * @return what the message names it by
   */
  public PartReference send(NodeId receiver, Path file, String mediaType) {
    return send(receiver, file, mediaType, FileOptions.standard());
  }

  /**
   * Sends a file that a message will name. It is sent in parts; what is in memory does not depend
   * on its size. When a sending was broken off, the same call sends only the parts that have not
   * arrived; a file that is there is not sent again. For that, what was sent stays with the
   * receiver for a while, except if the sending is aborted by the {@linkplain FileOptions#abort()
   * switch} of the options: then the parts that it has sent are taken back.
   *
   * @param receiver the receiving node
   * @param file where it lies; not to be changed meanwhile
   * @param mediaType what it is, for example {@code application/pdf}
   * @param options how to do it
   * @return what the message names it by: digest, media type, size, and the name of the file
   * @throws io.github.citydc.exchange.message.RefusedException with {@code encryption-required} if
   *     the client encrypts for this receiver, and the options do not say that the file may go in
   *     clear; nothing was sent
   * @throws java.io.UncheckedIOException if the file cannot be read, or is changed meanwhile
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused the file or
   *     a part
   * @throws io.github.citydc.exchange.message.TransportException if the receiver did not answer for
   *     longer than patience lasts
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   * @throws CancellationException if it was aborted
   */
  public PartReference send(NodeId receiver, Path file, String mediaType, FileOptions options) {
    if (options.protection() == FileProtection.ENCRYPTED_OR_NOT_AT_ALL) {
      protection.requireClear(receiver, "A file");
    }
    FilePlan plan = FilePlan.of(file, options.partSize(), hash);
    try {
      send(receiver, plan, options);
    } catch (CancellationException e) {
      takeBack(receiver, plan, e);
      throw e;
    }
    return reference(file, mediaType, plan.manifest());
  }

  private void takeBack(NodeId receiver, FilePlan plan, CancellationException reason) {
    try {
      calls.takeBack(receiver, plan.manifest().digest());
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private void send(NodeId receiver, FilePlan plan, FileOptions options) {
    FileManifest manifest = plan.manifest();
    Patience patience = new Patience(options.patience(), options.abort());
    for (int round = 1; ; round++) {
      List<ContentHash> missing = patience.ask(() -> calls.putFile(receiver, manifest));
      if (missing.isEmpty()) {
        options.listener().at(new FileProgress(manifest.size(), manifest.size()));
        return;
      }
      if (round == ROUNDS) {
        throw new MalformedMessageException(
            "/missing", "the receiver goes on missing parts that it has taken");
      }
      send(receiver, plan, new HashSet<>(missing), options);
    }
  }

  private void send(NodeId receiver, FilePlan plan, Set<ContentHash> missing, FileOptions options) {
    List<Sent> underWay = new ArrayList<>();
    try (PartSender<Integer> sender =
        new PartSender<>(number -> send(receiver, plan, number, options), options.parallel())) {
      try {
        send(plan, missing, options, sender, underWay);
      } catch (CancellationException e) {
        // What is under way arrives, or does not, before it is taken back.
        underWay.forEach(part -> part.arrival().handle((done, failure) -> part).join());
        throw e;
      }
    }
  }

  private static void send(
      FilePlan plan,
      Set<ContentHash> missing,
      FileOptions options,
      PartSender<Integer> sender,
      List<Sent> underWay) {
    List<FileManifest.Part> parts = plan.manifest().parts();
    long arrived = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (missing.remove(parts.get(i).digest())) {
        underWay.add(new Sent(sender.send(i), parts.get(i).size()));
      } else {
        arrived += parts.get(i).size();
      }
      // Only what lies behind the parts under way: an early failure ends the sending early.
      while (underWay.size() > options.parallel()) {
        arrived = tell(underWay.remove(0), arrived, plan, options);
      }
      options.abort().requireNotAborted();
    }
    while (!underWay.isEmpty()) {
      arrived = tell(underWay.remove(0), arrived, plan, options);
    }
  }

  private void send(NodeId receiver, FilePlan plan, int number, FileOptions options) {
    ContentHash digest = plan.manifest().parts().get(number).digest();
    new Patience(options.patience(), options.abort())
        .ask(
            () -> {
              calls.putPart(receiver, plan.manifest().digest(), digest, plan.read(number));
              return digest;
            });
  }

  private static long tell(Sent part, long arrived, FilePlan plan, FileOptions options) {
    PartSender.await(part.arrival);
    long sum = arrived + part.size;
    // The last part alone is not the file: all is told when the receiver has put it together.
    if (sum < plan.manifest().size()) {
      options.listener().at(new FileProgress(sum, plan.manifest().size()));
    }
    return sum;
  }

  private static PartReference reference(Path file, String mediaType, FileManifest manifest) {
    return new PartReference(
        manifest.digest().value(),
        mediaType,
        manifest.size(),
        Optional.ofNullable(file.getFileName()).map(Path::toString),
        Extensions.none());
  }

  private record Sent(CompletableFuture<Void> arrival, long size) {}
}
