package io.github.citydc.signing.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DualKeys;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFolderTest {

  private static final NodeId NODE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Passphrase SECRET = Passphrase.of("correct horse".toCharArray());

  private final SandboxCa ca = SandboxCa.create("Test Root");
  private final DualKeys keys = ca.issueDual(NODE);

  @TempDir private Path city;

  @Test
  void an_application_opens_what_was_written_and_is_the_node_that_the_root_certifies()
      throws IOException {
    NodeFolder folder = NodeFolder.in(city, NODE);
    assertThat(folder.exists()).isFalse();

    folder.write(keys, ca.root(), SECRET);

    NodeFolder opened = NodeFolder.at(city.resolve("440106_11440106007482911C_grid"));
    SigningKey key = opened.signingKey(SECRET);
    assertThat(opened.exists()).isTrue();
    assertThat(opened.trust().validate(key.certificates(), Instant.now()).node()).isEqualTo(NODE);
    assertThat(opened.decryptionKey(SECRET).certificate())
        .isEqualTo(keys.decryption().certificate());
  }

  @Test
  void a_key_is_readable_by_its_owner_only_and_encrypted_where_there_is_a_passphrase()
      throws IOException {
    NodeFolder open = NodeFolder.at(city.resolve("open"));
    NodeFolder encrypted = NodeFolder.at(city.resolve("encrypted"));
    open.write(keys, ca.root(), Passphrase.none());
    encrypted.write(keys, ca.root(), SECRET);

    for (NodeFolder folder : new NodeFolder[] {open, encrypted}) {
      assertThat(permissions(folder, "key.pem")).isEqualTo("rw-------");
      assertThat(permissions(folder, "encryption-key.pem")).isEqualTo("rw-------");
      assertThat(permissions(folder, "certificate.pem")).isEqualTo("rw-r--r--");
    }
    assertThat(Files.readString(open.path().resolve("key.pem"))).contains("BEGIN PRIVATE KEY");
    assertThat(Files.readString(encrypted.path().resolve("key.pem")))
        .contains("BEGIN ENCRYPTED PRIVATE KEY");
  }

  @Test
  void a_key_that_others_can_read_is_refused_and_the_message_says_how_to_repair_it()
      throws IOException {
    NodeFolder folder = NodeFolder.at(city.resolve("node"));
    folder.write(keys, ca.root(), SECRET);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
        .isEqualTo("rwx------");
    for (String name : new String[] {"key.pem", "encryption-key.pem"}) {
      Files.setPosixFilePermissions(
          folder.path().resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
    }

    assertThatThrownBy(() -> folder.signingKey(SECRET))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Run: chmod 600 " + folder.path().resolve("key.pem"));
    assertThatThrownBy(() -> folder.decryptionKey(SECRET))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("encryption-key.pem is readable by others");
  }

  private static String permissions(NodeFolder folder, String file) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.path().resolve(file)));
  }

  @Test
  void a_passphrase_that_is_missing_or_wrong_says_so_and_nothing_else() throws IOException {
    NodeFolder folder = NodeFolder.at(city);
    folder.write(keys, ca.root(), SECRET);

    assertThatThrownBy(() -> folder.signingKey(Passphrase.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its passphrase is needed");
    assertThatThrownBy(() -> folder.signingKey(Passphrase.of("wrong horse".toCharArray())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("horse");
    assertThat(SECRET).hasToString("Passphrase[set]");
  }

  @Test
  void keys_written_again_replace_the_earlier_ones_and_leave_no_drafts() throws IOException {
    NodeFolder folder = NodeFolder.at(city);
    folder.write(keys, ca.root(), Passphrase.none());
    DualKeys second = ca.issueDual(NODE);

    folder.write(second, ca.root(), Passphrase.none());

    assertThat(folder.signingKey(Passphrase.none()).certificates())
        .isEqualTo(second.signing().certificates());
    try (var files = Files.list(city)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "key.pem",
              "certificate.pem",
              "encryption-key.pem",
              "encryption-certificate.pem",
              "root.pem");
    }
  }

  @Test
  void a_folder_without_keys_is_an_io_failure_that_names_the_file() {
    assertThatThrownBy(() -> NodeFolder.at(city).signingKey(Passphrase.none()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("key.pem");
  }
}
