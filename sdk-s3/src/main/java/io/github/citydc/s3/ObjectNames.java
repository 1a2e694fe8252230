package io.github.citydc.s3;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * The names of objects: those that the files of {@link
 * io.github.citydc.exchange.content.FolderContentStore} have in its folder, behind a prefix. So a
 * folder can be copied into a bucket.
 */
final class ObjectNames {

  private static final String ASIDE = "damaged/";

  private final String prefix;

  ObjectNames(String prefix) {
    this.prefix = prefix;
  }

  String mark() {
    return prefix + "cdx-content.id";
  }

  String health() {
    return prefix + "cdx-content.health";
  }

  /** What all content of a kind begins with. */
  String of(ContentKey.Kind kind) {
    return prefix + name(kind);
  }

  String of(ContentKey key) {
    return prefix + tail(key);
  }

  /** What all that was set aside begins with. */
  String aside() {
    return prefix + ASIDE;
  }

  String aside(ContentKey key) {
    return aside() + tail(key);
  }

  /** The content that an object has; empty if it is none of ours. */
  Optional<ContentKey> content(String name) {
    return parse(name, prefix);
  }

  /** The content that an object has that was set aside; empty if it is none of ours. */
  Optional<ContentKey> contentAside(String name) {
    return parse(name, aside());
  }

  private static Optional<ContentKey> parse(String name, String before) {
    if (!name.startsWith(before)) {
      return Optional.empty();
    }
    String tail = name.substring(before.length());
    for (ContentKey.Kind kind : ContentKey.Kind.values()) {
      if (tail.startsWith(name(kind))) {
        return parse(kind, tail.substring(name(kind).length()));
      }
    }
    return Optional.empty();
  }

  private static Optional<ContentKey> parse(ContentKey.Kind kind, String tail) {
    int slash = tail.indexOf('/');
    try {
      return slash < 0
          ? Optional.empty()
          : Optional.of(
              new ContentKey(
                  kind,
                  NodeId.parse(colons(tail.substring(0, slash))),
                  ContentHash.parse(colons(tail.substring(slash + 1)))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String tail(ContentKey key) {
    return name(key.kind()) + plain(key.sender().toString()) + "/" + plain(key.digest().value());
  }

  private static String name(ContentKey.Kind kind) {
    return switch (kind) {
      case BATCH_PART -> "batch-parts/";
      case FILE_PART -> "file-parts/";
      case FILE -> "files/";
    };
  }

  /** Neither node ids nor digests have underscores. */
  private static String plain(String name) {
    return name.replace(':', '_');
  }

  private static String colons(String name) {
    return name.replace('_', ':');
  }
}
