package io.github.citydc.signing;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * A provider like that of a cipher machine that decrypts: its private keys are numbers of slots,
 * and the keys of SM4 that it unwraps may stay inside, too.
 */
public final class DecryptingMachine extends Provider {

  private static final long serialVersionUID = 1L;
  private static final Provider INSIDE = new BouncyCastleProvider();

  /** What the owner of the machine allows. */
  public enum Allows {
    DECRYPTING,
    UNWRAPPING,
    UNWRAPPING_INSIDE
  }

  /** How the machine takes ciphertexts. */
  public enum Form {
    DER(Sm2Ciphertext::fromDer),
    C1C3C2(Sm2Ciphertext::fromC1C3C2),
    C1C2C3(Sm2Ciphertext::fromC1C2C3);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final Function<byte[], Sm2Ciphertext> reader;

    Form(Function<byte[], Sm2Ciphertext> reader) {
      this.reader = reader;
    }
  }

  private final transient Map<Integer, Sm2DecryptionKey> slots;
  private final transient Map<Integer, byte[]> unwrapped = new ConcurrentHashMap<>();
  private final AtomicInteger handles = new AtomicInteger();
  private final AtomicInteger uses = new AtomicInteger();
  private final Form form;
  private final Allows allows;
  private volatile boolean offline;

  public DecryptingMachine(Map<Integer, Sm2DecryptionKey> slots, Form form, Allows allows) {
    super("DecryptingMachine", "1", "a cipher machine for tests");
    this.slots = slots;
    this.form = form;
    this.allows = allows;
    put("SM2", Sm2.class, () -> new Sm2(this));
    put("SM4/GCM/NoPadding", Sm4.class, () -> new Sm4(this, "SM4/GCM/NoPadding"));
    put("SM4/CBC/PKCS5Padding", Sm4.class, () -> new Sm4(this, "SM4/CBC/PKCS5Padding"));
  }

  private void put(String name, Class<?> type, Supplier<CipherSpi> maker) {
    putService(
        new Service(this, "Cipher", name, type.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(Object parameter) {
            return maker.get();
          }
        });
  }

  /** The machine is not reached any more. */
  public void unplug() {
    offline = true;
  }

  /** How often private keys were used. */
  public int uses() {
    return uses.get();
  }

  /** A key of SM4 without bytes. */
  record Handle(int number) implements SecretKey {
    @Override
    public String getAlgorithm() {
      return "SM4";
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

  private static final class Sm2 extends Spi {
    private @Nullable Sm2DecryptionKey key;

    Sm2(DecryptingMachine machine) {
      super(machine);
    }

    @Override
    protected void engineInit(int mode, Key slot, SecureRandom random) throws InvalidKeyException {
      requireOnline();
      int allowed = machine.allows == Allows.DECRYPTING ? Cipher.DECRYPT_MODE : Cipher.UNWRAP_MODE;
      key =
          slot instanceof CipherMachine.Slot known && mode == allowed
              ? machine.slots.get(known.number())
              : null;
      if (key == null) {
        throw new InvalidKeyException("no such slot, or not for this");
      }
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int offset, int length)
        throws BadPaddingException {
      requireOnline();
      machine.uses.incrementAndGet();
      try {
        byte[] ciphertext = Arrays.copyOfRange(input, offset, offset + length);
        return machine.form.reader.apply(ciphertext).decrypt(key);
      } catch (IllegalArgumentException | DecryptionException e) {
        throw new BadPaddingException("C3");
      }
    }

    @Override
    protected Key engineUnwrap(byte[] wrapped, String algorithm, int type)
        throws InvalidKeyException {
      try {
        byte[] bytes = engineDoFinal(wrapped, 0, wrapped.length);
        if (machine.allows == Allows.UNWRAPPING) {
          return new SecretKeySpec(bytes, algorithm);
        }
        int number = machine.handles.incrementAndGet();
        machine.unwrapped.put(number, bytes);
        return new Handle(number);
      } catch (BadPaddingException e) {
        throw new InvalidKeyException(e);
      }
    }
  }

  private static final class Sm4 extends Spi {
    private final String name;
    private @Nullable Cipher inside;

    Sm4(DecryptingMachine machine, String name) {
      super(machine);
      this.name = name;
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      requireOnline();
      byte[] bytes = key instanceof Handle handle ? machine.unwrapped.get(handle.number()) : null;
      if (bytes == null) {
        throw new InvalidKeyException("not a key of this machine");
      }
      try {
        inside = Cipher.getInstance(name, INSIDE);
      } catch (GeneralSecurityException e) {
        throw new ProviderException(e);
      }
      inside.init(mode, new SecretKeySpec(bytes, "SM4"), parameters);
    }

    @Override
    protected byte[] engineUpdate(byte[] input, int offset, int length) {
      return inside.update(input, offset, length);
    }

    @Override
    protected void engineUpdateAAD(byte[] source, int offset, int length) {
      inside.updateAAD(source, offset, length);
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int offset, int length)
        throws BadPaddingException {
      try {
        return input == null ? inside.doFinal() : inside.doFinal(input, offset, length);
      } catch (IllegalBlockSizeException e) {
        throw new BadPaddingException("block");
      }
    }
  }

  /** What neither of the two has. */
  private abstract static class Spi extends CipherSpi {
    final DecryptingMachine machine;

    Spi(DecryptingMachine machine) {
      this.machine = machine;
    }

    void requireOnline() {
      if (machine.offline) {
        throw new ProviderException("the session has ended");
      }
    }

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) throws InvalidKeyException {
      throw new InvalidKeyException("parameters are missing");
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      throw new InvalidAlgorithmParameterException("no parameters");
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameters parameters, SecureRandom random)
        throws InvalidAlgorithmParameterException {
      throw new InvalidAlgorithmParameterException("no parameters");
    }

    @Override
    protected byte[] engineUpdate(byte[] input, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineUpdate(byte[] in, int from, int length, byte[] out, int to) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineDoFinal(byte[] in, int from, int length, byte[] out, int to) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineSetMode(String mode) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineSetPadding(String padding) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineGetBlockSize() {
      return 0;
    }

    @Override
    protected int engineGetOutputSize(int length) {
      return length;
    }

    @Override
    protected byte @Nullable [] engineGetIV() {
      return null;
    }

    @Override
    protected @Nullable AlgorithmParameters engineGetParameters() {
      return null;
    }
  }
}
