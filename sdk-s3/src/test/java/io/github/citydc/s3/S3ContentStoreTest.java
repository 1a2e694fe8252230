package io.github.citydc.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.junit.ContentStoreTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("processes")
class S3ContentStoreTest {

  private static final NodeId SENDER = NodeId.parse("440106:11440106007482911C:grid");
  private static final byte[] BYTES = new byte[3 * 1024 * 1024];

  @TempDir private static Path folder;
  private static S3Server server;
  private static S3Client client;

  @BeforeAll
  static void start() throws IOException {
    new Random(1).nextBytes(BYTES);
    server = S3Server.start(folder.resolve("server"));
    client = server.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static String prefix() {
    return UUID.randomUUID() + "/";
  }

  private static S3ContentStore store(String prefix) {
    return S3ContentStore.builder(client, S3Server.BUCKET).prefix(prefix).build();
  }

  private static ContentKey key(byte[] bytes) {
    return ContentKey.file(SENDER, ContentHash.of(Content.of(bytes)));
  }

  @TestFactory
  Stream<DynamicTest> a_bucket_is_a_content_store() {
    return ContentStoreTests.of(
        () -> {
          String place = prefix();
          return () -> store(place);
        });
  }

  @Test
  void a_folder_copied_into_a_bucket_is_the_same_store() throws IOException {
    Path place = folder.resolve("copied");
    FolderContentStore files = FolderContentStore.in(place);
    String mark = files.establish();
    files.put(key(BYTES), new ByteArrayInputStream(BYTES));
    String prefix = prefix();
    try (Stream<Path> all = Files.walk(place)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        client.putObject(
            request -> request.bucket(S3Server.BUCKET).key(prefix + place.relativize(file)),
            RequestBody.fromFile(file));
      }
    }

    assertThat(store(prefix).mark()).contains(mark);
    assertThat(store(prefix).establish()).isEqualTo(mark);
    try (InputStream content = store(prefix).open(key(BYTES))) {
      assertThat(content.readAllBytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void an_upload_that_a_crash_has_left_behind_is_removed_by_a_sweep() {
    String prefix = prefix();
    S3ContentStore store = store(prefix);
    store.establish();
    String name = new ObjectNames(prefix).of(key(BYTES));
    client.createMultipartUpload(request -> request.bucket(S3Server.BUCKET).key(name));
    assertThat(uploads(prefix)).isEqualTo(1);

    store.sweep(ContentKey.Kind.FILE, Instant.now().minus(Duration.ofDays(1)), known -> true);
    assertThat(uploads(prefix)).isEqualTo(1);

    store.sweep(ContentKey.Kind.FILE, Instant.now().plus(Duration.ofDays(1)), known -> true);
    assertThat(uploads(prefix)).isZero();
  }

  private static long uploads(String prefix) {
    return client
        .listMultipartUploads(request -> request.bucket(S3Server.BUCKET).prefix(prefix))
        .uploads()
        .size();
  }

  @Test
  void what_others_have_put_there_stays() {
    String prefix = prefix();
    S3ContentStore store = store(prefix);
    store.establish();
    client.putObject(
        request -> request.bucket(S3Server.BUCKET).key(prefix + "files/readme.txt"),
        RequestBody.fromString("ours"));

    store.sweep(ContentKey.Kind.FILE, Instant.now().plus(Duration.ofDays(1)), known -> false);

    assertThat(
            client
                .getObjectAsBytes(
                    request -> request.bucket(S3Server.BUCKET).key(prefix + "files/readme.txt"))
                .asUtf8String())
        .isEqualTo("ours");
  }

  @Test
  void trouble_of_the_storage_is_no_damage() throws Exception {
    String prefix = prefix();
    S3ContentStore store = store(prefix);
    store.establish();
    store.put(key(BYTES), new ByteArrayInputStream(BYTES));
    try (CuttingProxy proxy = new CuttingProxy(server.port(), BYTES.length / 2);
        S3Client far = S3Server.client(proxy.port());
        InputStream content =
            S3ContentStore.builder(far, S3Server.BUCKET).prefix(prefix).build().open(key(BYTES))) {
      assertThatThrownBy(content::readAllBytes).isInstanceOf(IOException.class);
    }
    int nowhere;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = closed.getLocalPort();
    }
    try (S3Client none = S3Server.client(nowhere)) {
      S3ContentStore away = S3ContentStore.builder(none, S3Server.BUCKET).prefix(prefix).build();
      assertThatThrownBy(() -> away.size(key(BYTES))).isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> away.open(key(BYTES))).isInstanceOf(StorageException.class);
      assertThatThrownBy(away::mark).isInstanceOf(StorageException.class);
      assertThatThrownBy(away::requireUsable).isInstanceOf(StorageException.class);
      assertThatThrownBy(() -> away.put(key(BYTES), new ByteArrayInputStream(BYTES)))
          .isInstanceOf(StorageException.class);
    }
  }

  @Test
  void a_bucket_that_is_not_there_is_no_empty_store() {
    S3ContentStore store = S3ContentStore.builder(client, "another").build();

    assertThat(store.mark()).isEmpty();
    assertThatThrownBy(store::establish).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> store.put(key(BYTES), new ByteArrayInputStream(BYTES)))
        .isInstanceOf(StorageException.class);
  }

  @Test
  void a_prefix_is_a_folder() {
    assertThatThrownBy(() -> S3ContentStore.builder(client, S3Server.BUCKET).prefix("content"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> S3ContentStore.builder(client, S3Server.BUCKET).prefix("/content/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Carries so many bytes of an answer, and ends the connection. */
  private static final class CuttingProxy implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final int most;

    CuttingProxy(int target, int most) throws IOException {
      this.target = target;
      this.most = most;
      daemon(this::admit);
    }

    private static void daemon(Runnable work) {
      Thread thread = new Thread(work, "cutting");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return entrance.getLocalPort();
    }

    private void admit() {
      try {
        while (true) {
          Socket asking = entrance.accept();
          daemon(() -> carry(asking));
        }
      } catch (IOException e) {
        // Closed.
      }
    }

    private void carry(Socket asking) {
      try (asking;
          Socket asked = new Socket(InetAddress.getLoopbackAddress(), target)) {
        daemon(
            () -> {
              try {
                asking.getInputStream().transferTo(asked.getOutputStream());
              } catch (IOException e) {
                // Cut.
              }
            });
        byte[] piece = new byte[8192];
        for (int sent = 0, read = 0; read >= 0 && sent < most; sent += read) {
          read = asked.getInputStream().read(piece);
          asking.getOutputStream().write(piece, 0, Math.max(0, read));
        }
      } catch (IOException e) {
        // Either side has ended it.
      }
    }

    @Override
    public void close() throws IOException {
      entrance.close();
    }
  }
}
