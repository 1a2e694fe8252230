package io.github.citydc.exchange.file;

import io.github.citydc.exchange.StorageException;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.spi.ContentKey;
import io.github.citydc.exchange.spi.FileStore;
import io.github.citydc.model.PartReference;
import io.github.citydc.naming.NodeId;
import java.io.InputStream;
import java.util.Optional;

/** The files of one sender, for the handler of its messages. Immutable and thread-safe. */
public final class ReceivedFiles {

  private static final ReceivedFiles NONE = new ReceivedFiles(Optional.empty());

  private final Optional<Sender> sender;

  private ReceivedFiles(Optional<Sender> sender) {
    this.sender = sender;
  }

  /**
   * No files: the receiver takes none.
   *
   * @return nothing can be opened
   */
  public static ReceivedFiles none() {
    return NONE;
  }

  /**
   * The files of a sender.
   *
   * @param store keeps them
   * @param sender who sent them
   * @return what can be opened
   */
  public static ReceivedFiles of(FileStore store, NodeId sender) {
    return new ReceivedFiles(Optional.of(new Sender(store, sender)));
  }

  /**
   * Reads a file. Its digest was verified before it was stored.
   *
   * @param reference names it, as in the payload
   * @return its content, to be closed
   * @throws IllegalStateException if the receiver takes no files
   * @throws IllegalArgumentException if the reference names it by another digest than SHA-256
   * @throws StorageException if it is not there or cannot be read
   */
  public InputStream open(PartReference reference) {
    Sender known =
        sender.orElseThrow(
            () -> new IllegalStateException("A receiver takes files with files(…) only"));
    return known.store.open(ContentKey.file(known.node, PartDigest.parse(reference.digest())));
  }

  private record Sender(FileStore store, NodeId node) {}
}
