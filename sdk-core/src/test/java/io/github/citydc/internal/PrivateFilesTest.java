package io.github.citydc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.archive.ArchiveFile;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

  private static final byte[] CONTENT = "440106198001010019".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void an_empty_file_that_others_can_read_is_private_before_it_is_used() throws IOException {
    Path empty = Files.createFile(folder.resolve("hub.mv.db"));
    open(empty, "rw-r--r--");
    Path full = Files.write(folder.resolve("full.mv.db"), CONTENT);
    open(full, "rw-r--r--");

    PrivateFiles.prepare(empty);
    PrivateFiles.prepare(full);

    assertThat(permissions(empty)).isEqualTo("rw-------");
    assertThat(permissions(full)).isEqualTo("rw-r--r--");
  }

  @Test
  void every_kind_of_file_and_folder_is_readable_by_its_owner_only() throws IOException {
    Path deep = PrivateFiles.createFolders(folder.resolve("one").resolve("two"));
    assertThat(permissions(folder.resolve("one"))).isEqualTo("rwx------");
    assertThat(permissions(deep)).isEqualTo("rwx------");

    PrivateFiles.open(deep.resolve("opened"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
        .close();
    PrivateFiles.write(deep.resolve("written"), CONTENT);
    PrivateFiles.replace(deep.resolve("replaced"), CONTENT);
    PrivateFiles.prepare(deep.resolve("three").resolve("prepared"));
    PrivateFiles.createTemporary(deep, "a", ".temporary");
    try (Stream<Path> files = Files.walk(deep)) {
      assertThat(files.filter(Files::isRegularFile))
          .hasSize(5)
          .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
    }
    PrivateFiles.replacePublic(deep.resolve("certificate"), CONTENT);
    assertThat(permissions(deep.resolve("certificate"))).isEqualTo("rw-r--r--");
  }

  @Test
  void a_file_that_is_replaced_loses_the_permissions_it_had_and_no_draft_is_left()
      throws IOException {
    Path file = Files.write(folder.resolve("cursor"), new byte[1]);
    open(file, "rw-rw-rw-");

    PrivateFiles.replace(file, CONTENT);

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(folder.toFile().list()).containsExactly("cursor");
  }

  @Test
  void a_database_of_h2_is_private_with_everything_it_creates() throws Exception {
    Path database = folder.resolve("data").resolve("hub");
    try (Connection connection = DriverManager.getConnection(url(database))) {
      connection.createStatement().execute("CREATE TABLE t (v INT)");
      assertThatThrownBy(
              () -> connection.createStatement().execute("INSERT INTO t VALUES ('13800138000')::X"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("data").resolve("hub.mv.db"))).isEqualTo("rw-------");
    assertThat(folder.resolve("data").toFile().list()).containsExactly("hub.mv.db");
    try (Connection again = DriverManager.getConnection(url(database))) {
      assertThat(again.createStatement().executeQuery("SELECT * FROM t").next()).isFalse();
    }
  }

  private static String url(Path database) {
    return "jdbc:h2:file:" + PrivateDatabase.at(database);
  }

  @Test
  void content_and_archives_are_private() throws IOException {
    ContentHash digest = ContentHash.of(Content.of(CONTENT));
    NodeId sender = NodeId.parse("440106:11440106007482911C:grid");
    FolderContentStore store = FolderContentStore.in(folder.resolve("content"));
    store.establish();
    store.put(ContentKey.batchPart(sender, digest), new ByteArrayInputStream(CONTENT));
    ArchiveFile.open(folder.resolve("archive"), InboxEntry.ARCHIVE_FORM).close();

    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(path -> !path.equals(folder)))
          .hasSize(8)
          .allSatisfy(
              path ->
                  assertThat(permissions(path))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void what_others_can_read_is_said_in_one_line_with_the_command_that_repairs_it()
      throws IOException {
    Path parts = Files.createDirectory(folder.resolve("our parts"));
    Path archive = folder.resolve("archive");
    ArchiveFile.open(archive, InboxEntry.ARCHIVE_FORM).close();
    Path database = Files.write(folder.resolve("hub.mv.db"), CONTENT);
    for (Path path : List.of(parts, archive, database)) {
      open(path, "rwxr-x---");
    }
    try (LogLines log = new LogLines()) {
      FolderContentStore.in(parts);
      ArchiveFile.open(archive, InboxEntry.ARCHIVE_FORM).close();
      PrivateDatabase.at(folder.resolve("hub"));

      assertThat(log.all())
          .satisfiesExactly(
              line -> assertThat(line).endsWith("Run: chmod 700 '" + parts + "'"),
              line -> assertThat(line).endsWith("Run: chmod 600 " + archive),
              line -> assertThat(line).endsWith("Run: chmod 600 " + database));
      open(parts, "rwx------");
      FolderContentStore.in(parts);
      assertThat(log.all()).hasSize(3);
    }
  }

  @Test
  void a_key_that_others_can_read_is_refused() throws IOException {
    Path key = Files.createFile(folder.resolve("key.pem"));
    for (String open : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      open(key, open);
      assertThatThrownBy(() -> FilePermissions.requireSecret(key))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("key.pem is readable by others")
          .hasMessageContaining("Run: chmod 600 " + key);
    }
    open(key, "r--------");
    FilePermissions.requireSecret(key);
  }
}
