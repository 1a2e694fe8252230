package io.github.citydc.exchange.file;

import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The files of a content store, to be offered: those that messages have brought, or those that a
 * node has put there itself. Thread-safe.
 *
 * <pre>{@code
 * ContentStore own = FolderContentStore.in(Path.of("/var/lib/register/files"));
 * own.put(ContentKey.file(self, digest), stream);
 * FileSource files = StoredFiles.of(self, own);
 * }</pre>
 */
public final class StoredFiles implements FileSource {

  private final ContentStore store;
  private final Function<ContentHash, List<ContentKey>> keys;

  private StoredFiles(ContentStore store, Function<ContentHash, List<ContentKey>> keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * The files of one node, such as those that a provider has put into the store itself.
   *
   * @param owner in whose name they lie in the store
   * @param store has them
   * @return the files
   */
  public static StoredFiles of(NodeId owner, ContentStore store) {
    return new StoredFiles(store, digest -> List.of(ContentKey.file(owner, digest)));
  }

  /**
   * The files that accepted messages have brought, from whatever node: one named by its digest is
   * the same file, whoever has sent it.
   *
   * @param index remembers them
   * @param store has them; that of the {@link FileReception}
   * @return the files
   */
  public static StoredFiles received(ContentIndex index, ContentStore store) {
    return new StoredFiles(store, index::referredFiles);
  }

  @Override
  public Optional<OfferedFile> find(ContentHash digest) {
    for (ContentKey key : keys.apply(digest)) {
      OptionalLong size = store.size(key);
      if (size.isPresent()) {
        return Optional.of(new InStore(store, key, size.getAsLong()));
      }
    }
    return Optional.empty();
  }

  private record InStore(ContentStore store, ContentKey key, long size) implements OfferedFile {

    @Override
    public InputStream open(long position) {
      return store.open(key, position);
    }
  }
}
