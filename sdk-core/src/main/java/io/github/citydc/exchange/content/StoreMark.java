package io.github.citydc.exchange.content;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The file that marks a folder of content, so that it is not mistaken for another one. */
final class StoreMark {

  static final String NAME = "cdx-content.id";

  private static final int LONGEST = 200;

  private StoreMark() {}

  /** What stands in the mark; empty if there is none. */
  static Optional<String> read(Path folder) {
    Path mark = folder.resolve(NAME);
    try {
      if (Files.size(mark) > LONGEST) {
        throw new IOException(NAME + " is not the mark of a folder of content");
      }
      return Optional.of(Files.readString(mark).strip()).filter(text -> !text.isEmpty());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("The mark of the folder of content could not be read", e);
    }
  }

  /** Requires a mark, before anything is created below it. */
  static void require(Path folder) throws IOException {
    if (read(folder).isEmpty()) {
      throw new NoSuchFileException(
          NAME, null, "the folder of content has no mark; is it mounted?");
    }
  }

  /** Makes folder and mark; of several that do so at once all get the same. */
  static String make(Path folder) {
    try {
      PrivateFiles.createFolders(folder);
      Path draft = PrivateFiles.createTemporary(folder, NAME, ".tmp");
      try {
        write(draft, "cdx-content/1 " + UUID.randomUUID() + "\n");
        link(draft, folder.resolve(NAME));
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new StorageException("The folder of content could not be set up: " + folder, e);
    }
    return read(folder)
        .orElseThrow(
            () ->
                new StorageException(
                    "The folder of content could not be set up: " + folder,
                    new NoSuchFileException(NAME)));
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Appears whole, and never in place of another. */
  private static void link(Path draft, Path mark) throws IOException {
    try {
      Files.createLink(mark, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(draft, mark);
    }
  }
}
