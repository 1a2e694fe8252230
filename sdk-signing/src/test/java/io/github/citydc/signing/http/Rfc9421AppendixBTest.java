package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.SharedSecret;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.VerificationKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages, keys and signatures that RFC 9421 publishes in Appendix B. */
class Rfc9421AppendixBTest {

  private static final VerificationKey RSA =
      publicKey(
          "30820120300b06092a864886f70d01010a0382010f003082010a0282010100af8b669b"
              + "7af6d1677f3dbaaf3f5b36f9012dbe9b91695f18ab8d208d447ccb6463c5ae9da46d86"
              + "5c76cf7ef32cf1cb7e2e1d461f8e71dbc470dd1cb9de69bea005e3c90f3a3a70e46793"
              + "7c9586e0803e0edf0e8cea902f2e4864f79027753ae27db2053cd53c3cf30eececab14"
              + "01ea803b339e33c59933ad08470dd99d45a5681c870b982cf2fe5a892a96d775d67aaa"
              + "ce2f9b27d72f48a00361d50000de5652dcdda62cba2db4e04b13fba1c894e139f48392"
              + "3a683649ec0f0bce8d0a4b2658a00e3ce66a9c3b419501d570f65ab868e4fdbfa77e9d"
              + "be1b9cd91056494b4377d502f266fb17433a9f4b08d08de3c576a670ce90557af94f67"
              + "579a3273a5c8db0203010001");
  private static final VerificationKey P256 =
      publicKey(
          "3059301306072a8648ce3d020106082a8648ce3d03010703420004a885586552c2acf6"
              + "471878cfd7b0935b4ffe0fd2dfc341248ea17bc41e058af031ce2737d2d30ce0617e85"
              + "1e83c61ef5679d151867657649035d90a74cd9e85d");
  private static final VerificationKey ED25519 =
      publicKey(
          "302a300506032b657003210026b40b8f93fff3d897112f7ebc582b232dbd72517d082f"
              + "e83cfb30ddce43d1bb");
  private static final SharedSecret SHARED_SECRET =
      SharedSecret.fromRawBytes(
          Base64.getDecoder()
              .decode(
                  "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi"
                      + "6pcl8jsasjlTMtDQ=="));
  private static final VerificationKey SECRET =
      VerificationKey.of(SHARED_SECRET, SignatureAlgorithm.HMAC_SHA256);

  private static final HttpRequest REQUEST =
      new HttpRequest(
          "POST",
          URI.create("https://example.com/foo?param=Value&Pet=dog"),
          HttpHeaders.empty()
              .plus("Host", "example.com")
              .plus("Date", "Tue, 20 Apr 2021 02:07:55 GMT")
              .plus("Content-Type", "application/json")
              .plus(
                  "Content-Digest",
                  "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAg"
                      + "BWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:")
              .plus("Content-Length", "18"),
          body("{\"hello\": \"world\"}"));
  private static final HttpResponse RESPONSE =
      new HttpResponse(
          200,
          HttpHeaders.empty()
              .plus("Date", "Tue, 20 Apr 2021 02:07:56 GMT")
              .plus("Content-Type", "application/json")
              .plus(
                  "Content-Digest",
                  "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsP"
                      + "p29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:")
              .plus("Content-Length", "23"),
          body("{\"message\": \"good dog\"}"));

  private static VerificationKey publicKey(String hex) {
    return VerificationKey.fromSubjectPublicKeyInfo(Hex.decode(hex));
  }

  private static Content body(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  record Vector(
      String section, boolean request, VerificationKey key, String base, String signature) {

    SignatureParameters parameters() {
      return SignatureParameters.parse(base.substring(base.lastIndexOf(": (") + 2));
    }

    SignatureBase build() {
      return request
          ? SignatureBase.of(REQUEST, parameters())
          : SignatureBase.of(RESPONSE, REQUEST, parameters());
    }

    byte[] signatureBytes() {
      return Base64.getDecoder().decode(signature);
    }

    @Override
    public String toString() {
      return section + " " + key.algorithm();
    }
  }

  static List<Vector> vectors() {
    return List.of(
        new Vector(
            "B.2.1",
            true,
            RSA,
            """
          "@signature-params": ();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd\"""",
            "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31"
                + "Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4d"
                + "zVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE"
                + "+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6"
                + "d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q=="),
        new Vector(
            "B.2.2",
            true,
            RSA,
            """
          "@authority": example.com
          "content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:
          "@query-param";name="Pet": dog
          "@signature-params": ("@authority" "content-digest" "@query-param";name="Pet");created=1618884473;keyid="test-key-rsa-pss";tag="header-example\"""",
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlA"
                + "Jjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQ"
                + "ibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQ"
                + "h62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsU"
                + "RIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw=="),
        new Vector(
            "B.2.3",
            true,
            RSA,
            """
          "date": Tue, 20 Apr 2021 02:07:55 GMT
          "@method": POST
          "@path": /foo
          "@query": ?param=Value&Pet=dog
          "@authority": example.com
          "content-type": application/json
          "content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:
          "content-length": 18
          "@signature-params": ("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss\"""",
            "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1r"
                + "IRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmm"
                + "e9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE"
                + "9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61"
                + "ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA=="),
        new Vector(
            "B.2.4",
            false,
            P256,
            """
          "@status": 200
          "content-type": application/json
          "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
          "content-length": 23
          "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256\"""",
            "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCd"
                + "lYUEkLIj+32oiasw=="),
        new Vector(
            "B.2.5",
            true,
            SECRET,
            """
          "date": Tue, 20 Apr 2021 02:07:55 GMT
          "@authority": example.com
          "content-type": application/json
          "@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret\"""",
            "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8="),
        new Vector(
            "B.2.6",
            true,
            ED25519,
            """
          "date": Tue, 20 Apr 2021 02:07:55 GMT
          "@method": POST
          "@path": /foo
          "@authority": example.com
          "content-type": application/json
          "content-length": 18
          "@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519\"""",
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6v"
                + "uQv5lIp5WPpBKRCw=="));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void givesThePublishedBaseByteForByte(Vector vector) {
    assertThat(vector.build().text()).isEqualTo(vector.base());
    assertThat(vector.build().toByteArray())
        .isEqualTo(vector.base().getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void verifiesThePublishedSignature(Vector vector) {
    vector.key().verify(vector.build().toByteArray(), vector.signatureBytes());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void refusesThePublishedSignatureWithAnyByteChanged(Vector vector) {
    byte[] base = vector.build().toByteArray();
    byte[] signature = vector.signatureBytes();
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> vector.key().verify(base, changed))
          .isInstanceOf(VerificationException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void readsThePublishedBaseBack(Vector vector) {
    SignatureBase base = SignatureBase.parse(vector.base());

    assertThat(base.text()).isEqualTo(vector.base());
    assertThat(base.parameters().components()).isEqualTo(vector.parameters().components());
  }

  @Test
  void signsEd25519AsPublished() {
    SigningKey key =
        SigningKey.fromPem(
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder()
                    .encodeToString(
                        Hex.decode(
                            "302e020100300506032b6570042204209f8362f87a484a954e6e740c5b4c0e84229139"
                                + "a20aa8ab56ff66586f6a7d29c5"))
                + "\n-----END PRIVATE KEY-----\n");
    Vector vector = vectors().get(5);

    assertThat(key.verificationKey()).isEqualTo(ED25519);
    assertThat(key.sign(vector.build().toByteArray())).isEqualTo(vector.signatureBytes());
  }

  @Test
  void authenticatesByHmacAsPublished() {
    SigningKey key = SigningKey.of(SHARED_SECRET, SignatureAlgorithm.HMAC_SHA256);
    Vector vector = vectors().get(4);

    assertThat(key.sign(vector.build().toByteArray())).isEqualTo(vector.signatureBytes());
  }

  @Test
  void findsThePublishedDigestsToBeTheBodies() {
    ContentDigest.parse(REQUEST.headers().value("content-digest").orElseThrow())
        .verify(REQUEST.body());
    ContentDigest.parse(RESPONSE.headers().value("content-digest").orElseThrow())
        .verify(RESPONSE.body());
  }
}
