package io.github.citydc.exchange.file;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.internal.ContentFolder;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A file store in a folder: {@code files} and {@code parts}, each with one folder per sender, and
 * in that one file per content, named by its digest. Thread-safe; several processes may share the
 * folder.
 *
 * <p><b>Guarantees.</b> A file with the name of a digest is whole and on the disk: content is
 * written to another name first, forced, and renamed. When the disk is full nothing is left behind.
 * Names are made of validated node ids and digests only, so nothing outside the folder is ever
 * touched.
 */
public final class FolderFileStore implements FileStore {

  private final Map<ContentKey.Kind, ContentFolder> folders;

  private FolderFileStore(Map<ContentKey.Kind, ContentFolder> folders) {
    this.folders = folders;
  }

  /**
   * The files in a folder.
   *
   * @param folder created if it is not there; for files only
   * @return the store
   * @throws io.github.citydc.exchange.message.StorageException if the folder cannot be created
   */
  public static FolderFileStore in(Path folder) {
    return new FolderFileStore(
        Map.of(
            ContentKey.Kind.PART, new ContentFolder(folder.resolve("parts"), "part"),
            ContentKey.Kind.FILE, new ContentFolder(folder.resolve("files"), "file")));
  }

  @Override
  public void put(ContentKey key, InputStream content) {
    folder(key.kind()).put(key.sender(), key.digest(), content);
  }

  @Override
  public boolean holds(ContentKey key) {
    return folder(key.kind()).holds(key.sender(), key.digest());
  }

  @Override
  public InputStream open(ContentKey key) {
    return folder(key.kind()).open(key.sender(), key.digest());
  }

  @Override
  public void remove(ContentKey key) {
    folder(key.kind()).remove(key.sender(), key.digest());
  }

  @Override
  public void sweep(Instant before, Predicate<ContentKey> known) {
    folders.forEach(
        (kind, folder) ->
            folder.sweep(
                before, (sender, digest) -> known.test(new ContentKey(kind, sender, digest))));
  }

  private ContentFolder folder(ContentKey.Kind kind) {
    return Objects.requireNonNull(folders.get(kind));
  }
}
