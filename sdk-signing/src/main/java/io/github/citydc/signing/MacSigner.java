package io.github.citydc.signing;

import java.security.MessageDigest;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.Signer;

/** Lets a message authentication code stand where a signature does. Not thread-safe. */
final class MacSigner implements Signer {

  private final Mac mac;

  MacSigner(Mac mac) {
    this.mac = mac;
  }

  @Override
  public void init(boolean forSigning, CipherParameters parameters) {
    mac.init(parameters);
  }

  @Override
  public void update(byte value) {
    mac.update(value);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    mac.update(bytes, offset, length);
  }

  @Override
  public byte[] generateSignature() {
    byte[] result = new byte[mac.getMacSize()];
    mac.doFinal(result, 0);
    return result;
  }

  @Override
  public boolean verifySignature(byte[] signature) {
    return MessageDigest.isEqual(generateSignature(), signature);
  }

  @Override
  public void reset() {
    mac.reset();
  }
}
