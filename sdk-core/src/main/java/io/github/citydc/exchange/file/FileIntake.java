package io.github.citydc.exchange.file;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.content.internal.ContentRoom;
import io.github.citydc.exchange.content.internal.DamagedContentException;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Takes parts in, and puts files together from them. Thread-safe. */
final class FileIntake {

  private final FileReception reception;
  private final ContentKeeper content;
  private final Clock clock;
  private final Set<ContentKey> underWay = ConcurrentHashMap.newKeySet();

  FileIntake(FileReception reception, ContentKeeper content, Clock clock) {
    this.reception = reception;
    this.content = content;
    this.clock = clock;
  }

  boolean has(ContentKey key) {
    return has(key, Optional.empty());
  }

  private boolean has(ContentKey key, Optional<String> upload) {
    return content.find(key, upload, clock.instant()).isPresent();
  }

  /** Removes the parts that came with a file and that no other file needs. */
  void takeBack(NodeId sender, ContentHash file) {
    content.takeBack(sender, ContentKey.Kind.FILE_PART, file.value());
  }

  /**
   * Takes a part in.
   *
   * @param upload the file that it is for, if the sender says so
   * @return whether it is new
   */
  boolean takePart(ContentKey part, Optional<String> upload, Content body) {
    if (body.isEmpty() || body.size() > reception.partSize()) {
      throw new RefusedException(
          ProblemCode.BODY_TOO_LARGE,
          "A part of a file has 1 to " + reception.partSize() + " bytes");
    }
    ContentKeeper.requirePart(body, part.digest());
    content.nowAndThen(clock.instant());
    if (has(part, upload)) {
      return false;
    }
    try (ContentRoom room = room(part, body.size(), upload)) {
      room.keep(StoredContent.plain(part, body.size()), body.openStream());
    }
    return true;
  }

  private ContentRoom room(ContentKey key, long size, Optional<String> upload) {
    return content
        .reserve(key, size, upload, clock)
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.RATE_LIMITED,
                    "There is no room for more of this sender until messages refer to its files"));
  }

  /**
   * Puts a file together, keeps it, and forgets its parts, but those another file wanted meanwhile.
   *
   * @return whether it is new
   * @throws MissingPartsException if parts have not arrived
   */
  boolean takeFile(NodeId sender, FileManifest manifest) {
    ContentKey file = ContentKey.file(sender, manifest.digest());
    if (manifest.size() > reception.fileSize()) {
      throw new RefusedException(
          ProblemCode.BODY_TOO_LARGE, "A file has at most " + reception.fileSize() + " bytes here");
    }
    Instant asked = clock.instant();
    if (has(file)) {
      return false;
    }
    if (!underWay.add(file)) {
      throw new RefusedException(
          ProblemCode.UNAVAILABLE, "The file is being put together; ask again in a moment");
    }
    try {
      requireParts(sender, manifest, asked);
      try (ContentRoom room = room(file, manifest.size(), Optional.empty())) {
        putTogether(room, file, manifest);
      }
    } finally {
      underWay.remove(file);
    }
    manifest.parts().stream()
        .map(part -> ContentKey.filePart(sender, part.digest()))
        .distinct()
        .forEach(part -> content.forget(part, asked));
    return true;
  }

  private void requireParts(NodeId sender, FileManifest manifest, Instant now) {
    Set<ContentHash> missing = new LinkedHashSet<>();
    for (int i = 0; i < manifest.parts().size(); i++) {
      FileManifest.Part part = manifest.parts().get(i);
      ContentKey key = ContentKey.filePart(sender, part.digest());
      Optional<StoredContent> arrived =
          content.find(key, Optional.of(manifest.digest().value()), now);
      if (arrived.isEmpty()) {
        missing.add(part.digest());
      } else if (arrived.get().size() != part.size()) {
        throw new MalformedMessageException(
            "/parts/" + i + "/size", "is not that of the part that arrived");
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingPartsException("part(s)", List.copyOf(missing));
    }
  }

  private void putTogether(ContentRoom room, ContentKey file, FileManifest manifest) {
    try (InputStream joined = new Joined(manifest.parts().iterator(), part -> open(file, part))) {
      room.keep(StoredContent.plain(file, manifest.size()), joined);
    } catch (IOException e) {
      throw new StorageException("The parts of a file could not be read", e);
    } catch (StorageException e) {
      if (e.getCause() instanceof DamagedContentException damaged) {
        throw new MissingPartsException("part(s)", List.of(damaged.key().digest()));
      }
      throw e;
    }
  }

  private InputStream open(ContentKey file, FileManifest.Part part) {
    return content.open(ContentKey.filePart(file.sender(), part.digest()), part.size());
  }
}
