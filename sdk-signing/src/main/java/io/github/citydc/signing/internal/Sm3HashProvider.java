package io.github.citydc.signing.internal;

import io.github.citydc.exchange.message.HashProvider;
import java.security.MessageDigest;
import org.bouncycastle.jcajce.provider.digest.SM3;

/** SM3 by BouncyCastle, without its provider being registered. */
public final class Sm3HashProvider implements HashProvider {

  /** For the service loader. */
  public Sm3HashProvider() {}

  @Override
  public MessageDigest sm3() {
    return new SM3.Digest();
  }
}
