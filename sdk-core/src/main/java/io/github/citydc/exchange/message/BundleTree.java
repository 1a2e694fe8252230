package io.github.citydc.exchange.message;

import io.github.citydc.internal.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The hash tree over the lines of a bundle (the tree of RFC 9162, section 2.1, with SHA-256). Its
 * root is signed with the bundle, so that each line is proved by itself, by its {@link BundlePath}:
 * interface standard §4.11. Immutable.
 */
public final class BundleTree {

  /** The field of a request or an answer that carries the root, and that its signature covers. */
  public static final String FIELD = "cdx-bundle";

  /** From the leaves up to the root; a node without a sibling is on the next level as it is. */
  private final List<List<byte[]>> levels;

  private BundleTree(List<List<byte[]>> levels) {
    this.levels = levels;
  }

  /**
   * The tree over some lines.
   *
   * @param lines the messages of a request, or the lines of its answer, in order
   * @return the tree
   * @throws IllegalArgumentException if there is no line
   */
  public static BundleTree over(List<Content> lines) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("A bundle has at least one line");
    }
    MessageDigest digest = Sha256.digest();
    List<List<byte[]>> levels = new ArrayList<>();
    List<byte[]> level = lines.stream().map(line -> BundlePath.leaf(digest, line)).toList();
    levels.add(level);
    while (level.size() > 1) {
      level = above(level, digest);
      levels.add(level);
    }
    return new BundleTree(levels);
  }

  private static List<byte[]> above(List<byte[]> level, MessageDigest digest) {
    List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      above.add(BundlePath.node(digest, level.get(i), level.get(i + 1)));
    }
    if (level.size() % 2 == 1) {
      above.add(level.get(level.size() - 1));
    }
    return above;
  }

  /**
   * The value of the field.
   *
   * @return a dictionary of RFC 9651 with the root: {@code sha-256=:…:}
   */
  public String field() {
    return BundlePath.field(levels.get(levels.size() - 1).get(0));
  }

  /**
   * What proves that a line belongs to the bundle.
   *
   * @param line its number, from 0
   * @return the path from its leaf to the root
   */
  public BundlePath path(int line) {
    List<BundlePath.Step> steps = new ArrayList<>();
    int at = line;
    for (List<byte[]> level : levels) {
      int sibling = at ^ 1;
      if (sibling < level.size()) {
        steps.add(new BundlePath.Step(sibling < at, Content.of(level.get(sibling))));
      }
      at /= 2;
    }
    return new BundlePath(steps);
  }
}
