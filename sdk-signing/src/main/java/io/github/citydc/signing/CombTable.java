package io.github.citydc.signing;

import java.math.BigInteger;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECLookupTable;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.raw.Nat256;

/**
 * Multiples of one point, computed ahead, from which its product with a scalar of 256 bits is put
 * together by few additions: the comb of Lim and Lee, over the arithmetic of BouncyCastle.
 *
 * <p>The scalar is cut into {@code teeth × blocks} pieces of {@code spacing} bits. For each block,
 * the table has the sum of every choice of its teeth, in 64 bytes a point. A product takes {@code
 * spacing - 1} doublings and at most {@code spacing × blocks} additions; a sum of two products
 * shares the doublings.
 *
 * <p>Which entries are read depends on the scalars: for public ones only. Immutable and
 * thread-safe.
 */
final class CombTable {

  private static final int SCALAR_BITS = 256;

  private final int teeth;
  private final int blocks;
  private final int spacing;
  private final ECPoint infinity;
  private final ECLookupTable multiples;

  private CombTable(ECPoint point, int teeth, int blocks) {
    ECCurve curve = point.getCurve();
    this.teeth = teeth;
    this.blocks = blocks;
    this.spacing = (SCALAR_BITS + teeth * blocks - 1) / (teeth * blocks);
    this.infinity = curve.getInfinity();
    ECPoint[] points = multiplesOf(point);
    this.multiples = curve.createCacheSafeLookupTable(points, 0, points.length);
  }

  /**
   * Computes a table of {@code blocks × (2^teeth - 1)} points.
   *
   * @param point not at infinity, on a curve of at most 256 bits
   */
  static CombTable of(ECPoint point, int teeth, int blocks) {
    return new CombTable(point, teeth, blocks);
  }

  private ECPoint[] multiplesOf(ECPoint point) {
    ECPoint[] pieces = new ECPoint[teeth * blocks];
    pieces[0] = point;
    for (int i = 1; i < pieces.length; i++) {
      pieces[i] = pieces[i - 1].timesPow2(spacing);
    }
    point.getCurve().normalizeAll(pieces);

    ECPoint[] points = new ECPoint[blocks * (1 << teeth) - blocks];
    for (int block = 0; block < blocks; block++) {
      for (int tooth = 0; tooth < teeth; tooth++) {
        ECPoint piece = pieces[tooth * blocks + block];
        int highest = 1 << tooth;
        points[index(block, highest)] = piece;
        for (int lower = 1; lower < highest; lower++) {
          points[index(block, highest + lower)] = points[index(block, lower)].add(piece);
        }
      }
    }
    point.getCurve().normalizeAll(points);
    return points;
  }

  private int index(int block, int choice) {
    return block * ((1 << teeth) - 1) + choice - 1;
  }

  /** The sum of two products; the scalars are from 0 to 2^256 - 1. */
  static ECPoint sumOfProducts(CombTable a, BigInteger byA, CombTable b, BigInteger byB) {
    int[] bitsA = Nat256.fromBigInteger(byA);
    int[] bitsB = Nat256.fromBigInteger(byB);
    ECPoint sum = a.infinity;
    for (int column = Math.max(a.spacing, b.spacing) - 1; column >= 0; column--) {
      sum = b.addColumn(a.addColumn(sum.twice(), bitsA, column), bitsB, column);
    }
    return sum;
  }

  private ECPoint addColumn(ECPoint sum, int[] bits, int column) {
    ECPoint result = sum;
    for (int block = 0; block < blocks && column < spacing; block++) {
      int choice = 0;
      for (int tooth = teeth - 1; tooth >= 0; tooth--) {
        int bit = (tooth * blocks + block) * spacing + column;
        choice = choice << 1 | Nat256.getBit(bits, bit);
      }
      if (choice != 0) {
        result = result.add(multiples.lookupVar(index(block, choice)));
      }
    }
    return result;
  }
}
