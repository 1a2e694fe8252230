package io.github.citydc.exchange.file;

import io.github.citydc.exchange.ReceivedFiles;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.content.internal.DamagedContentException;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.PartReference;
import io.github.citydc.naming.node.NodeId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The files of one message, verified while its handler reads them. What turns out to be damaged is
 * remembered, whatever the handler makes of the exception. Thread-safe.
 */
final class VerifiedFiles implements ReceivedFiles {

  private final ContentKeeper content;
  private final NodeId sender;
  private final Queue<Remembering> opened = new ConcurrentLinkedQueue<>();

  VerifiedFiles(ContentKeeper content, NodeId sender) {
    this.content = content;
    this.sender = sender;
  }

  @Override
  public InputStream open(PartReference reference) {
    ContentKey file = ContentKey.file(sender, ContentHash.parse(reference.digest()));
    Remembering stream = new Remembering(content.open(file, reference.size()), file.digest());
    opened.add(stream);
    return stream;
  }

  @Override
  public void requireSound() {
    Set<ContentHash> damaged = new LinkedHashSet<>();
    for (Remembering stream : opened) {
      try {
        stream.close();
      } catch (DamagedContentException e) {
        damaged.add(stream.digest);
      } catch (IOException e) {
        throw new StorageException("A file could not be read to its end", e);
      }
      if (stream.damaged) {
        damaged.add(stream.digest);
      }
    }
    if (!damaged.isEmpty()) {
      throw new MissingPartsException("file(s)", List.copyOf(damaged));
    }
  }

  /** Closed once, since closing reads the rest. */
  private static final class Remembering extends FilterInputStream {

    private final ContentHash digest;
    private volatile boolean damaged;
    private boolean closed;

    Remembering(InputStream in, ContentHash digest) {
      super(in);
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (DamagedContentException e) {
        damaged = true;
        throw e;
      }
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] skipped = new byte[(int) Math.max(0, Math.min(count, 8192))];
      return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public synchronized void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try {
        super.close();
      } catch (DamagedContentException e) {
        damaged = true;
        throw e;
      }
    }
  }
}
