package io.github.citydc.exchange.internal.file;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.file.FileManifest;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileProgress;
import io.github.citydc.exchange.internal.NodeCaller;
import io.github.citydc.exchange.internal.batch.PartSender;
import io.github.citydc.exchange.internal.batch.Patience;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.naming.NodeId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Sends files: the manifest first, whose answer names the parts that are missing; then those; then
 * the manifest again, until nothing is missing. So sending a file that is there costs one request,
 * and what was broken off goes on where it was.
 */
public final class FileSender {

  /** Parts may be removed again in between, by another file that has the same ones. */
  private static final int ROUNDS = 5;

  private final FileCalls calls;

  /**
   * Sends through this caller.
   *
   * @param caller signs, carries and verifies
   */
  public FileSender(NodeCaller caller) {
    this.calls = new FileCalls(caller);
  }

  /**
   * Sends a file.
   *
   * @param receiver whom to
   * @param file where it lies
   * @param mediaType what it is
   * @param options how
   * @return what a message names it by
   */
  public PartReference send(NodeId receiver, Path file, String mediaType, FileOptions options) {
    FilePlan plan = FilePlan.of(file, options.partSize());
    FileManifest manifest = plan.manifest();
    for (int round = 1; ; round++) {
      List<PartDigest> missing =
          new Patience(options.patience()).ask(() -> calls.putFile(receiver, manifest));
      if (missing.isEmpty()) {
        options.listener().at(new FileProgress(manifest.size(), manifest.size()));
        return reference(file, mediaType, manifest);
      }
      if (round == ROUNDS) {
        throw new MalformedMessageException(
            "/missing", "the receiver goes on missing parts that it has taken");
      }
      send(receiver, plan, new HashSet<>(missing), options);
    }
  }

  private void send(NodeId receiver, FilePlan plan, Set<PartDigest> missing, FileOptions options) {
    List<FileManifest.Part> parts = plan.manifest().parts();
    List<Sent> sent = new ArrayList<>();
    long arrived = 0;
    try (PartSender<Integer> sender =
        new PartSender<>(number -> send(receiver, plan, number, options), options.parallel())) {
      for (int i = 0; i < parts.size(); i++) {
        if (missing.remove(parts.get(i).digest())) {
          sent.add(new Sent(sender.send(i), parts.get(i).size()));
        } else {
          arrived += parts.get(i).size();
        }
        // Only what lies behind the parts under way: an early failure ends the sending early.
        while (sent.size() > options.parallel()) {
          arrived = tell(sent.remove(0), arrived, plan, options);
        }
      }
      while (!sent.isEmpty()) {
        arrived = tell(sent.remove(0), arrived, plan, options);
      }
    }
  }

  private void send(NodeId receiver, FilePlan plan, int number, FileOptions options) {
    PartDigest digest = plan.manifest().parts().get(number).digest();
    new Patience(options.patience())
        .ask(
            () -> {
              calls.putPart(receiver, digest, plan.read(number));
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
