package io.github.citydc.naming.node;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory that queries other directories in order and uses the first answer. */
public final class LayeredDirectory implements NodeDirectory {

  private final List<NodeDirectory> layers;

  LayeredDirectory(List<NodeDirectory> layers) {
    this.layers = layers;
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    DirectoryException failure = null;
    for (NodeDirectory layer : layers) {
      try {
        Optional<NodeEntry> found = layer.find(node);
        if (found.isPresent()) {
          return found;
        }
      } catch (DirectoryException e) {
        failure = worse(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.empty();
  }

  /**
   * Returns the more severe of two failures: an answer that is not genuine is worse than no answer.
   */
  public static DirectoryException worse(
      @Nullable DirectoryException known, DirectoryException next) {
    if (known == null) {
      return next;
    }
    DirectoryException worse =
        known instanceof UntrustedDirectoryException
                || next instanceof DirectoryUnavailableException
            ? known
            : next;
    worse.addSuppressed(worse == known ? next : known);
    return worse;
  }
}
