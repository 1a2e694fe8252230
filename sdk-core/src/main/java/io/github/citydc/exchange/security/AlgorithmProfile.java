package io.github.citydc.exchange.security;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.util.List;
import java.util.Locale;

/** Which algorithms a node uses and accepts: interface standard §14. */
public enum AlgorithmProfile {
  /** All algorithms of the standard. */
  GENERAL,
  /** SM2, SM3 and SM4 only: every other algorithm is refused. */
  SM_ONLY;

  /**
   * The name on the wire.
   *
   * @return {@code general} or {@code sm-only}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The algorithm by which a node of this profile digests what it names and acknowledges.
   *
   * @return SHA-256 or SM3
   */
  public HashAlgorithm hash() {
    return this == SM_ONLY ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
  }

  /**
   * The algorithms of the names of parts and files that a node of this profile takes.
   *
   * @return at least one
   */
  public List<HashAlgorithm> hashes() {
    return this == SM_ONLY ? List.of(HashAlgorithm.SM3) : List.of(HashAlgorithm.values());
  }

  /**
   * Requires that a digest is by an algorithm of this profile.
   *
   * @param digest names a part or file, or acknowledges a body
   * @return the digest
   * @throws RefusedException with {@code digest-mismatch} if it is by another one
   */
  public ContentHash require(ContentHash digest) {
    if (!hashes().contains(digest.algorithm())) {
      throw new RefusedException(
          ProblemCode.DIGEST_MISMATCH,
          "This node takes "
              + hash().wireName()
              + " only, and this names "
              + digest.algorithm().wireName());
    }
    return digest;
  }
}
