package io.github.citydc.exchange.file;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.internal.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * How a file is cut into parts, made by reading it once. Immutable; a part is read from the file
 * again when it is sent.
 *
 * @param file where it lies
 * @param partSize bytes of every part but the last
 * @param manifest its digest and those of its parts
 */
record FilePlan(Path file, int partSize, FileManifest manifest) {

  static FilePlan of(Path file, int partSize) {
    MessageDigest whole = Sha256.digest();
    MessageDigest piece = Sha256.digest();
    List<FileManifest.Part> parts = new ArrayList<>();
    byte[] buffer = new byte[partSize];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.readNBytes(buffer, 0, partSize);
          n > 0;
          n = in.readNBytes(buffer, 0, partSize)) {
        whole.update(buffer, 0, n);
        piece.update(buffer, 0, n);
        parts.add(new FileManifest.Part(ContentHash.of(piece), n));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return new FilePlan(file, partSize, new FileManifest(ContentHash.of(whole), parts));
  }

  private static UncheckedIOException unreadable(Path file, IOException reason) {
    return new UncheckedIOException("The file " + file + " could not be read", reason);
  }

  /**
   * Reads a part.
   *
   * @throws UncheckedIOException if the file cannot be read, or is no longer what it was
   */
  Content read(int number) {
    FileManifest.Part part = manifest.parts().get(number);
    ByteBuffer bytes = ByteBuffer.allocate((int) part.size());
    try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.READ)) {
      channel.position((long) number * partSize);
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = channel.read(bytes);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    Content body = Content.of(bytes.array());
    if (!ContentHash.of(body).equals(part.digest())) {
      throw new UncheckedIOException(
          new IOException("The file " + file + " was changed while it was sent"));
    }
    return body;
  }
}
