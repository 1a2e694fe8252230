package io.github.citydc.spark;

import java.io.ByteArrayOutputStream;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.UnaryOperator;

/** A signature that the driver makes. */
final class DriverSignature extends SignatureSpi {

  private final UnaryOperator<byte[]> signing;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  DriverSignature(UnaryOperator<byte[]> signing) {
    this.signing = signing;
  }

  @Override
  protected void engineInitVerify(PublicKey key) {
    throw new UnsupportedOperationException("The driver signs only");
  }

  @Override
  protected void engineInitSign(PrivateKey key) {
    text.reset();
  }

  @Override
  protected void engineUpdate(byte one) {
    text.write(one);
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) {
    text.write(bytes, offset, length);
  }

  @Override
  protected byte[] engineSign() {
    return signing.apply(text.toByteArray());
  }

  @Override
  protected boolean engineVerify(byte[] signature) {
    throw new UnsupportedOperationException("The driver signs only");
  }

  @Override
  protected void engineSetParameter(AlgorithmParameterSpec parameters) {
    // The key has one algorithm with its parameters, on the driver.
  }

  @Deprecated
  @Override
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException("There are no parameters");
  }

  @Deprecated
  @Override
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException("There are no parameters");
  }
}
