package io.github.citydc.signing;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider like that of a cipher machine: its keys are numbers of slots and have no bytes. What
 * it signs with is not visible outside.
 */
public final class CipherMachine extends Provider {

  private static final long serialVersionUID = 1L;

  private final transient Map<Integer, SigningKey> slots;
  private final boolean asDer;

  CipherMachine(Map<Integer, SigningKey> slots, boolean asDer) {
    super("CipherMachine", "1", "a cipher machine for tests");
    this.slots = slots;
    this.asDer = asDer;
    putService(
        new Service(this, "Signature", "SM3withSM2", Machine.class.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(Object parameter) {
            return new Machine(CipherMachine.this);
          }
        });
  }

  static PrivateKey slot(int number) {
    return new Slot(number);
  }

  /** A key without bytes. */
  record Slot(int number) implements PrivateKey {
    @Override
    public String getAlgorithm() {
      return "SM2";
    }

    @Override
    public @Nullable String getFormat() {
      return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
      return null;
    }
  }

  private static final class Machine extends SignatureSpi {
    private final CipherMachine machine;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private @Nullable SigningKey key;

    Machine(CipherMachine machine) {
      this.machine = machine;
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
      key = privateKey instanceof Slot slot ? machine.slots.get(slot.number()) : null;
      if (key == null) {
        throw new InvalidKeyException("no such slot");
      }
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
      message.write(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() {
      byte[] raw = key.sign(message.toByteArray());
      message.reset();
      return machine.asDer ? Sm2Signature.fromRaw(raw).toDer() : raw;
    }

    @Override
    protected void engineUpdate(byte value) {
      message.write(value);
    }

    @Override
    protected void engineInitVerify(PublicKey publicKey) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
