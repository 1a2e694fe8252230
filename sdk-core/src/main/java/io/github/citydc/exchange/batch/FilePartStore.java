package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.content.internal.ContentFolder;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.BiPredicate;

/**
 * A part store in files: one folder per sender, one file per part, named by its digest.
 * Thread-safe; several processes may share the folder.
 *
 * <p><b>Guarantees.</b> A file with the name of a part is whole and on the disk: content is written
 * to another name first, forced, and renamed. When the disk is full nothing is left behind. Names
 * are made of validated node ids and digests only, so nothing outside the folder is ever touched.
 */
public final class FilePartStore implements PartStore {

  private final ContentFolder parts;

  private FilePartStore(ContentFolder parts) {
    this.parts = parts;
  }

  /**
   * The parts in a folder.
   *
   * @param folder created if it is not there; for parts only
   * @return the store
   * @throws io.github.citydc.exchange.message.StorageException if the folder cannot be created
   */
  public static FilePartStore in(Path folder) {
    return new FilePartStore(new ContentFolder(folder, "part"));
  }

  @Override
  public void put(NodeId sender, ContentHash digest, Content content) {
    parts.put(sender, digest, content.openStream());
  }

  @Override
  public boolean holds(NodeId sender, ContentHash digest) {
    return parts.holds(sender, digest);
  }

  @Override
  public InputStream open(NodeId sender, ContentHash digest) {
    return parts.open(sender, digest);
  }

  @Override
  public void remove(NodeId sender, ContentHash digest) {
    parts.remove(sender, digest);
  }

  @Override
  public void sweep(Instant before, BiPredicate<NodeId, ContentHash> known) {
    parts.sweep(before, known);
  }
}
