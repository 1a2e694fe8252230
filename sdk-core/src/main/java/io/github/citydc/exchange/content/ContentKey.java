package io.github.citydc.exchange.content;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;

/**
 * The key of a content in a {@link ContentStore} and a {@link ContentIndex}. Content of different
 * senders never meets.
 *
 * @param kind a part of a batch, a part of a file, or a file
 * @param sender the sending node
 * @param digest what it is
 */
public record ContentKey(Kind kind, NodeId sender, ContentHash digest) {

  /** The kinds of content that are stored. */
  public enum Kind {
    /** A part of a batch: some records. */
    BATCH_PART,
    /** Some bytes of a file that is not there yet. */
    FILE_PART,
    /** A whole file. */
    FILE
  }

  /**
   * Names a part of a batch.
   *
   * @param sender the sending node
   * @param digest of its bytes as sent
   * @return the key
   */
  public static ContentKey batchPart(NodeId sender, ContentHash digest) {
    return new ContentKey(Kind.BATCH_PART, sender, digest);
  }

  /**
   * Names a part of a file.
   *
   * @param sender the sending node
   * @param digest of its bytes
   * @return the key
   */
  public static ContentKey filePart(NodeId sender, ContentHash digest) {
    return new ContentKey(Kind.FILE_PART, sender, digest);
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
