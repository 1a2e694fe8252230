package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.internal.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of an upload as they were sent, until the receiver has accepted the batch: a source
 * cannot be read twice, and a part that is missing in the end must be sent again. They lie in a
 * temporary file that only this user can read, removed at the end. Without room for it an upload
 * goes on, and fails only if parts are missing. Not thread-safe.
 */
final class PartSpool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartSpool.class);

  private final Map<ContentHash, Place> places = new HashMap<>();
  private @Nullable FileChannel file;
  private boolean broken;

  private record Place(long from, int size) {}

  /** Keeps a part. */
  void add(ContentHash digest, Content content) {
    if (broken || places.containsKey(digest)) {
      return;
    }
    try {
      FileChannel open = open();
      long from = open.size();
      ByteBuffer bytes = ByteBuffer.wrap(content.toByteArray());
      while (bytes.hasRemaining()) {
        open.write(bytes, from + bytes.position());
      }
      places.put(digest, new Place(from, content.size()));
    } catch (IOException e) {
      broken = true;
      LOG.warn("No room to keep parts until they are accepted: {}", Causes.of(e));
    }
  }

  private FileChannel open() throws IOException {
    FileChannel open = file;
    if (open == null) {
      Path path = PrivateFiles.createTemporary("cdx-upload", ".parts");
      open =
          PrivateFiles.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      file = open;
    }
    return open;
  }

  /**
   * Looks for a part.
   *
   * @return its content, empty if it was not kept
   */
  Optional<Content> find(ContentHash digest) {
    Place place = places.get(digest);
    if (place == null || file == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.allocate(place.size());
    try {
      while (bytes.hasRemaining() && file.read(bytes, place.from() + bytes.position()) >= 0) {
        // Read on.
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A part that was kept could not be read", e);
    }
    return Optional.of(Content.of(bytes.array()));
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.warn("The file of parts could not be removed: {}", Causes.of(e));
    }
  }
}
