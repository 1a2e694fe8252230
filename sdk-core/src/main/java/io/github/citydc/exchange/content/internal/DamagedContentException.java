package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.content.ContentKey;
import java.io.IOException;

/**
 * What is read is not what was stored: content was changed, cut off or lost on the disk. It has
 * been set aside, and counts as missing from then on, so that its sender is asked for it again.
 */
public final class DamagedContentException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient ContentKey key;

  /**
   * Content is damaged.
   *
   * @param key names it
   */
  public DamagedContentException(ContentKey key) {
    super("Content " + key.digest() + " of " + key.sender() + " is damaged; it was set aside");
    this.key = key;
  }

  /**
   * The content that is damaged.
   *
   * @return its key
   */
  public ContentKey key() {
    return key;
  }
}
