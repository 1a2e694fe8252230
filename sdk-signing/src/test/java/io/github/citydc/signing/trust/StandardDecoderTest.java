package io.github.citydc.signing.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.CertificateDecoder;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decoder that directories take by default, with this library on the class path. */
class StandardDecoderTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");

  private final X509Certificate certificate =
      SandboxCa.create("sandbox").issue(NODE).certificates().get(0);

  @Test
  void the_standard_decoder_reads_certificates_with_sm2_keys(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("nodes.json");
    String der = Base64.getEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        file, "{\"nodes\":[{\"node\":\"%s\",\"certificates\":[\"%s\"]}]}".formatted(NODE, der));

    assertThat(NodeDirectory.fromFile(file, CertificateDecoder.standard()).find(NODE))
        .map(NodeEntry::certificates)
        .contains(List.of(certificate));
  }

  @Test
  void the_decoder_of_the_jdk_says_what_to_use_for_sm2_keys() throws Exception {
    byte[] der = certificate.getEncoded();

    assertThatThrownBy(() -> CertificateDecoder.jdk().decode(der))
        .isInstanceOf(CertificateException.class)
        .hasMessageContaining("cannot read certificates with SM2 keys")
        .hasMessageContaining("sdk-signing")
        .hasMessageContaining("DirectoryTrust.decoder()");
    assertThatThrownBy(() -> CertificateDecoder.jdk().decode(new byte[] {1}))
        .isInstanceOf(CertificateException.class)
        .hasMessageNotContaining("SM2");
  }
}
