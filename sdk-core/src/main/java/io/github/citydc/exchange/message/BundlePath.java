package io.github.citydc.exchange.message;

import io.github.citydc.internal.Sha256;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * The way from a line of a bundle to the root of its {@link BundleTree}: with the signed root, it
 * proves that the line was in the bundle, without the other lines. Immutable.
 */
public final class BundlePath {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final int HASH_SIZE = 32;
  private static final String LEFT = "l:";
  private static final String RIGHT = "r:";

  /** More than the longest path: a tree of that depth has more lines than a body has bytes. */
  private static final int LONGEST = 32;

  private final List<Step> steps;

  /** The hash beside the one that is known, on its left or its right. */
  record Step(boolean left, Content hash) {

    @Override
    public String toString() {
      return (left ? LEFT : RIGHT) + Base64.getEncoder().encodeToString(hash.toByteArray());
    }
  }

  BundlePath(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * Reads the form in files.
   *
   * @param texts what {@link #toTexts} gives
   * @return the path
   * @throws IllegalArgumentException if it is anything else
   */
  public static BundlePath parse(List<String> texts) {
    if (texts.size() > LONGEST) {
      throw new IllegalArgumentException("A path has at most " + LONGEST + " steps");
    }
    return new BundlePath(texts.stream().map(BundlePath::step).toList());
  }

  private static Step step(String text) {
    boolean left = text.startsWith(LEFT);
    if (left || text.startsWith(RIGHT)) {
      Step step =
          new Step(left, Content.of(Base64.getDecoder().decode(text.substring(LEFT.length()))));
      if (step.hash().size() == HASH_SIZE && step.toString().equals(text)) {
        return step;
      }
    }
    throw new IllegalArgumentException(
        "A step is l: or r: and 32 bytes in Base64: the hash on the left or on the right");
  }

  /**
   * The form in files.
   *
   * @return a text for each step, from the leaf to the root: {@code l:} if the other hash stands on
   *     the left, {@code r:} if on the right, and that hash in Base64
   */
  public List<String> toTexts() {
    return steps.stream().map(Step::toString).toList();
  }

  /**
   * The value that {@link BundleTree#FIELD} must have if a line was in the bundle.
   *
   * @param line the line, to the byte
   * @return the value
   */
  public String field(Content line) {
    MessageDigest digest = Sha256.digest();
    byte[] hash = leaf(digest, line);
    for (Step step : steps) {
      byte[] beside = step.hash().toByteArray();
      hash = step.left() ? node(digest, beside, hash) : node(digest, hash, beside);
    }
    return field(hash);
  }

  static String field(byte[] root) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(root) + ":";
  }

  static byte[] leaf(MessageDigest digest, Content line) {
    digest.update(LEAF);
    line.update(digest);
    return digest.digest();
  }

  static byte[] node(MessageDigest digest, byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BundlePath path && toTexts().equals(path.toTexts());
  }

  @Override
  public int hashCode() {
    return toTexts().hashCode();
  }

  /** Its length. */
  @Override
  public String toString() {
    return "BundlePath[" + steps.size() + " steps]";
  }
}
