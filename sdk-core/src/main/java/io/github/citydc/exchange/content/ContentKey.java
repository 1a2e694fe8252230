package io.github.citydc.exchange.content;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;

/**
 * The key of a content in a {@link io.github.citydc.exchange.file.FileStore}. Content of different
 * senders never meets.
 *
 * @param kind a file, or a part of one
 * @param sender the sending node
 * @param digest what it is
 */
public record ContentKey(Kind kind, NodeId sender, ContentHash digest) {

  /** The kinds of content that are stored. */
  public enum Kind {
    /** Some bytes of a file that is not there yet. */
    PART,
    /** A whole file. */
    FILE
  }

  /**
   * Names a part.
   *
   * @param sender the sending node
   * @param digest of its bytes
   * @return the key
   */
  public static ContentKey part(NodeId sender, ContentHash digest) {
    return new ContentKey(Kind.PART, sender, digest);
  }

  /**
   * Names a file.
   *
   * @param sender the sending node
   * @param digest of its bytes
   * @return the key
   */
  public static ContentKey file(NodeId sender, ContentHash digest) {
    return new ContentKey(Kind.FILE, sender, digest);
  }
}
