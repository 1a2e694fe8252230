package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Random;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DigestAlgorithmTest {

  @ParameterizedTest
  @CsvSource({
    "'', 1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b",
    "abc, 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd, debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
  })
  void sm3GivesThePublishedValues(String message, String digest) {
    assertThat(Hex.toHexString(DigestAlgorithm.SM3.digest(message.getBytes(US_ASCII))))
        .isEqualTo(digest);
  }

  @Test
  void sha2GivesThePublishedValues() {
    byte[] abc = "abc".getBytes(US_ASCII);

    assertThat(Hex.toHexString(DigestAlgorithm.SHA_256.digest(abc)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Hex.toHexString(DigestAlgorithm.SHA_512.digest(abc)))
        .startsWith("ddaf35a193617abacc417349ae204131")
        .endsWith("a54ca49f");
  }

  @ParameterizedTest
  @EnumSource
  void aStreamGivesWhatItsBytesGive(DigestAlgorithm algorithm) throws Exception {
    byte[] bytes = new byte[100_001];
    new Random(7).nextBytes(bytes);

    assertThat(algorithm.digest(new ByteArrayInputStream(bytes)))
        .isEqualTo(algorithm.digest(bytes));
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsNameOnTheWire(DigestAlgorithm algorithm) {
    assertThat(DigestAlgorithm.ofWireName(algorithm.wireName())).contains(algorithm);
  }
}
