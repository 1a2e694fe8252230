package io.github.citydc.signing.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.DerShapes;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Spoiled and random messages give the kinds of exceptions that are promised, and no others. */
@Tag("slow")
class CmsFuzzTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] CONTENT = new byte[40];
  private static final Fixture FIXTURE = new Fixture();

  private static final class Fixture {
    private final Instant now = Instant.now();
    private final SandboxCa ca = SandboxCa.create("sandbox");
    private final DualKeys keys = ca.issueDual(NODE);
    private final TrustStore trust = TrustStore.of(List.of(ca.root()));
    private final CmsVerifier verifier = new CmsVerifier(trust);
    private final CmsDecrypter decrypter = new CmsDecrypter(keys.decryption());
    private final CmsSigner signer = new CmsSigner(keys.signing(), CmsForm.GM, Clock.systemUTC());
    private final CmsEncrypter encrypter =
        new CmsEncrypter(
            List.of(
                trust.validateForEncryption(
                    List.of(keys.decryption().certificate().orElseThrow()), now)),
            CmsForm.GM,
            new SecureRandom());
    private final List<byte[]> der = der();
    private final byte[] ber = ber();

    private List<byte[]> der() {
      return List.of(
          signer.sign(CONTENT),
          signer.signDetached(CONTENT),
          encrypter.encrypt(CONTENT),
          encrypter.signAndEncrypt(signer, CONTENT),
          CertificateRequest.create(keys.signing(), NODE).toDer());
    }

    private byte[] ber() {
      ByteArrayOutputStream ber = new ByteArrayOutputStream();
      try {
        signer.sign(new ByteArrayInputStream(CONTENT), ber);
        encrypter.signAndEncrypt(signer, new ByteArrayInputStream(CONTENT), ber);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      return ber.toByteArray();
    }
  }

  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void spoiledMessages(
      @ForAll("positions") int position,
      @ForAll byte value,
      @ForAll @IntRange(max = 5) int which,
      @ForAll @IntRange(max = 3) int howMany) {
    byte[] spoiled = (which < FIXTURE.der.size() ? FIXTURE.der.get(which) : FIXTURE.ber).clone();
    for (int i = 0; i <= howMany; i++) {
      spoiled[(position * (i + 1)) % spoiled.length] = (byte) (value + i);
    }
    everyReader(spoiled);
  }

  @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
  void noise(@ForAll @Size(max = 300) byte[] noise) {
    everyReader(noise);
  }

  @Example
  void elementsRemovedEmptiedDoubledAndReplaced() {
    FIXTURE.der.stream()
        .flatMap(message -> DerShapes.of(message).stream())
        .forEach(CmsFuzzTest::everyReader);
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, 4_000);
  }

  private static void everyReader(byte[] message) {
    promised(() -> FIXTURE.verifier.verify(message, FIXTURE.now));
    promised(() -> FIXTURE.verifier.verifyDetached(message, CONTENT, FIXTURE.now));
    promised(() -> FIXTURE.decrypter.decrypt(message));
    promised(() -> FIXTURE.decrypter.decryptAndVerify(message, FIXTURE.verifier, FIXTURE.now));
    promised(() -> CertificateRequest.fromDer(message));
  }

  private static void promised(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    if (thrown != null) {
      assertThat(thrown)
          .isInstanceOfAny(
              IllegalArgumentException.class,
              VerificationException.class,
              DecryptionException.class);
    }
  }
}
