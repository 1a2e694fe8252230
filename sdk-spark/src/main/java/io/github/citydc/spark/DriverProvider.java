package io.github.citydc.spark;

import java.security.PrivateKey;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A provider, registered nowhere, whose signatures are made by the driver. */
final class DriverProvider extends Provider {

  private static final long serialVersionUID = 1L;
  private static final List<String> ALGORITHMS =
      List.of("SM3withSM2", "SHA256withECDSA", "Ed25519", "RSASSA-PSS");

  private DriverProvider() {
    super("CityDriver", "1", "Signatures made by the Spark driver");
  }

  static DriverProvider of(UnaryOperator<byte[]> signing) {
    DriverProvider provider = new DriverProvider();
    ALGORITHMS.forEach(name -> provider.putService(new Signatures(provider, name, signing)));
    return provider;
  }

  private static final class Signatures extends Service {

    private final UnaryOperator<byte[]> signing;

    Signatures(Provider provider, String name, UnaryOperator<byte[]> signing) {
      super(provider, "Signature", name, DriverSignature.class.getName(), List.of(), Map.of());
      this.signing = signing;
    }

    @Override
    public Object newInstance(Object parameter) {
      return new DriverSignature(signing);
    }

    @Override
    public boolean supportsParameter(Object parameter) {
      return true;
    }
  }

  /** Stands for the key on the driver. */
  static final class Key implements PrivateKey {

    private static final long serialVersionUID = 1L;

    @Override
    public String getAlgorithm() {
      return "CityDriver";
    }

    @Override
    public String getFormat() {
      return "none";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }
}
