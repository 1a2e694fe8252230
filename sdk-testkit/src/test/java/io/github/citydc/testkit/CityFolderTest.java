package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.DirectoryTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityFolderTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");

  @TempDir private Path folder;

  @Test
  void a_city_opened_again_has_the_same_root_and_the_same_nodes() throws IOException {
    SandboxCity first = open(Passphrase.none());
    var key = first.enrol(HUB);
    first.announce(HUB, URI.create("http://127.0.0.1:8080/cdx/v1"));

    SandboxCity again = open(Passphrase.none());

    assertThat(again.ca().root()).isEqualTo(first.ca().root());
    assertThat(again.key(HUB).certificates()).isEqualTo(key.certificates());
    assertThat(again.directory().find(HUB)).isEqualTo(first.directory().find(HUB));
  }

  @Test
  void a_node_that_is_enrolled_elsewhere_is_known_at_once() throws IOException {
    SandboxCity city = open(Passphrase.none());
    assertThat(city.directory().find(VENDOR)).isEmpty();

    open(Passphrase.none()).enrol(VENDOR);

    assertThat(city.directory().find(VENDOR)).isPresent();
    assertThat(
            NodeDirectory.fromFile(folder.resolve("nodes.json"), DirectoryTrust.decoder())
                .find(VENDOR))
        .isPresent();
  }

  @Test
  void a_node_that_enrols_again_has_both_certificates_in_the_directory() throws IOException {
    SandboxCity city = open(Passphrase.none());
    city.enrol(VENDOR);
    var second = city.enrol(VENDOR);

    assertThat(city.directory().find(VENDOR).orElseThrow().certificates())
        .hasSize(4)
        .filteredOn(certificate -> certificate.getKeyUsage()[0])
        .hasSize(2);
    assertThat(city.key(VENDOR).certificates()).isEqualTo(second.certificates());
  }

  @Test
  void the_folder_of_a_node_is_all_it_needs() throws IOException {
    open(Passphrase.none()).enrol(VENDOR);
    NodeFolder node = NodeFolder.in(folder, VENDOR);

    var trusted =
        node.trust().validate(node.signingKey(Passphrase.none()).certificates(), Instant.now());
    assertThat(trusted.node()).isEqualTo(VENDOR);
    assertThat(node.decryptionKey(Passphrase.none()).certificate()).isPresent();
  }

  @Tag("slow")
  @Test
  void keys_are_encrypted_with_the_passphrase_and_readable_by_their_owner_only()
      throws IOException {
    Passphrase passphrase = Passphrase.of("correct horse".toCharArray());
    open(passphrase).enrol(VENDOR);

    List<Path> keys;
    try (Stream<Path> files = Files.walk(folder)) {
      keys = files.filter(file -> file.toString().endsWith("key.pem")).toList();
    }
    assertThat(keys)
        .hasSize(3)
        .allSatisfy(
            file -> {
              assertThat(Files.readString(file)).contains("BEGIN ENCRYPTED PRIVATE KEY");
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------");
            });
    assertThat(open(passphrase).key(VENDOR).certificates()).isNotEmpty();
    assertThatThrownBy(() -> open(Passphrase.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its passphrase is needed");
    assertThatThrownBy(() -> open(Passphrase.of("wrong".toCharArray())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(passphrase).hasToString("Passphrase[set]");
  }

  private SandboxCity open(Passphrase passphrase) throws IOException {
    return SandboxCity.keptIn(folder, "Test Root", passphrase);
  }
}
