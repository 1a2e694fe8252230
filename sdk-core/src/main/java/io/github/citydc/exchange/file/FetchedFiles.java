package io.github.citydc.exchange.file;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.model.PartReference;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder of fetched files, each named by its digest: those that the records name which a {@code
 * RecordPuller} has pulled. A file that is found here is whole. The application removes what it no
 * longer needs. Thread-safe; a file is fetched by one process at a time.
 *
 * <pre>{@code
 * FetchedFiles files = FetchedFiles.in(Path.of("/var/lib/app/files"));
 * Path scan = files.find(licence.scan()).orElseThrow();
 * }</pre>
 */
public final class FetchedFiles {

  private final Path folder;
  private final FetchOptions options;

  private FetchedFiles(Path folder, FetchOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /**
   * The files in a folder, fetched with the standard options.
   *
   * @param folder for fetched files only; made when the first one comes
   * @return the files
   */
  public static FetchedFiles in(Path folder) {
    return in(folder, FetchOptions.standard());
  }

  /**
   * The files in a folder.
   *
   * @param folder for fetched files only; made when the first one comes
   * @param options how they are fetched
   * @return the files
   */
  public static FetchedFiles in(Path folder, FetchOptions options) {
    return new FetchedFiles(folder, options);
  }

  /**
   * Finds a file.
   *
   * @param file what a record names it by
   * @return where it lies, empty if it was not fetched
   */
  public Optional<Path> find(PartReference file) {
    return Optional.of(path(file)).filter(Files::isRegularFile);
  }

  /**
   * Fetches a file, unless it is here: {@link FileFetcher#fetch(NodeId, PartReference, Path,
   * FetchOptions)}.
   *
   * @param client asks
   * @param node offers it
   * @param file what a record names it by
   * @return where it lies
   */
  public Path fetch(FileFetcher client, NodeId node, PartReference file) {
    Path path = path(file);
    if (!Files.isRegularFile(path)) {
      try {
        PrivateFiles.createFolders(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("The folder " + folder + " could not be made", e);
      }
      client.fetch(node, file, path, options);
    }
    return path;
  }

  private Path path(PartReference file) {
    return folder.resolve(ContentHash.parse(file.digest()).value().replace(':', '_'));
  }
}
