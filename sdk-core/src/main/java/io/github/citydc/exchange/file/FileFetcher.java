package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.PartReference;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A client for fetching the files that records of another node name: {@code GET /files/{digest}},
 * range by range. Each range is signed by the node and verified as it comes; the whole file is
 * verified by its digest at the end, and only then it has its name. What was broken off, also by
 * the end of the process, goes on where it was. What is in memory does not depend on the size of
 * the file. Interface standard §4.8. Thread-safe.
 *
 * <pre>{@code
 * FileFetcher.through(client).fetch(hub, licence.scan(), Path.of("/var/lib/app/scan.pdf"));
 * }</pre>
 */
public final class FileFetcher {

  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final ExchangeClient client;

  private FileFetcher(ExchangeClient client) {
    this.client = client;
  }

  /**
   * Fetches files through a client.
   *
   * @param client signs, carries and verifies
   * @return the fetcher
   */
  public static FileFetcher through(ExchangeClient client) {
    return new FileFetcher(client);
  }

  /**
   * Fetches a file with the standard options: {@link #fetch(NodeId, PartReference, Path,
   * FetchOptions)}.
   *
   * @param node offers it
   * @param file what a record names it by
   * @param target where it shall lie
   */
  public void fetch(NodeId node, PartReference file, Path target) {
    fetch(node, file, target, FetchOptions.standard());
  }

  /**
   * Fetches a file. While it is under way it lies beside its place, named by its digest, with the
   * ending {@code .part}; the same call goes on with it. A file that is at its place already, and
   * is the one that is named, is not fetched again; another one is replaced.
   *
   * @param node offers it
   * @param file what a record names it by: digest and size
   * @param target where it shall lie; its folder must be there
   * @param options how to do it
   * @throws io.github.citydc.exchange.message.ProblemException if the node refuses: with {@code
   *     not-authorized} if this node may not, or may no longer; with {@code not-found} if no record
   *     that this node may read names it, or the node does not have it
   * @throws VerificationException with {@code digest-mismatch} if what the node has is another
   *     file; nothing is left of it
   * @throws io.github.citydc.exchange.message.TransportException if the node did not answer for
   *     longer than patience lasts
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     a request, so that nothing is known of it
   * @throws UncheckedIOException if the file cannot be written
   * @throws IllegalStateException if another process fetches the same file to the same folder
   * @throws java.util.concurrent.CancellationException if it was aborted
   */
  public void fetch(NodeId node, PartReference file, Path target, FetchOptions options) {
    ContentHash digest = ContentHash.parse(file.digest());
    try {
      if (PartialFile.isThere(target, digest, file.size())) {
        return;
      }
      try (PartialFile partial = PartialFile.of(target, digest, file.size())) {
        boolean resumed = partial.position() > 0;
        complete(node, partial, options);
        if (!partial.isWhole() && resumed) {
          // What lay here may have been cut off by a power failure: once more, from the beginning.
          partial.restart();
          complete(node, partial, options);
        }
        if (!partial.isWhole()) {
          partial.remove();
          throw new VerificationException(
              ProblemCode.DIGEST_MISMATCH,
              "The file that was fetched is not the one of its digest");
        }
        partial.moveTo(target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + target + " could not be written", e);
    }
  }

  private void complete(NodeId node, PartialFile partial, FetchOptions options) throws IOException {
    Patience patience = new Patience(options.patience(), options.abort());
    if (partial.size() == 0) {
      patience.ask(
          () ->
              client.call(
                  node, call(partial, options.intent()), answer -> nothing(answer.response())));
    }
    while (partial.position() < partial.size()) {
      ByteRange wanted =
          new ByteRange(partial.position(), partial.size() - 1)
              .within(partial.size(), options.rangeSize());
      partial.append(patience.ask(() -> range(node, partial, wanted, options.intent())));
      options.listener().at(new FileProgress(partial.position(), partial.size()));
    }
  }

  private Content range(NodeId node, PartialFile partial, ByteRange wanted, ReadIntent intent) {
    Call call = call(partial, intent).header(ByteRange.FIELD, wanted.field());
    return client.call(node, call, answer -> range(answer.response(), wanted, partial.size()));
  }

  private static Call call(PartialFile partial, ReadIntent intent) {
    Call call = Call.get("/files/" + partial.digest());
    Call granted = intent.grant().map(number -> call.parameter("grant", number)).orElse(call);
    return intent.purpose().map(words -> granted.parameter("purpose", words)).orElse(granted);
  }

  private static Content range(HttpResponse response, ByteRange wanted, long size) {
    if (response.status() != PARTIAL) {
      throw new MalformedMessageException("", "A range of a file is answered with status 206");
    }
    ByteRange sent = ByteRange.sent(response.headers(), wanted, size);
    if (response.body().size() != sent.length()) {
      throw new MalformedMessageException(
          "", "The body has not the bytes that the field content-range names");
    }
    return response.body();
  }

  private static Content nothing(HttpResponse response) {
    if (response.status() != OK || !response.body().isEmpty()) {
      throw new MalformedMessageException("", "The file is not empty, as the record says");
    }
    return response.body();
  }
}
