package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** H2 in this process, on a disk that is full for a while, behind a pool that keeps connections. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest {

  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int POOL = 4;
  private static final AtomicBoolean FULL = new AtomicBoolean();

  private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
  private final JdbcDataSource physical = new JdbcDataSource();

  @BeforeEach
  void mount(@TempDir Path folder) throws SQLException {
    FilePath.register(new Disk());
    physical.setURL("jdbc:h2:full:" + folder.resolve("test"));
    physical.setUser("sa");
    for (int i = 0; i < POOL; i++) {
      idle.add(physical.getConnection());
    }
  }

  @AfterEach
  void unmount() throws SQLException {
    FULL.set(false);
    for (Connection connection : idle) {
      connection.close();
    }
  }

  @Test
  void an_inbox_stores_again_when_there_is_room_again() throws Exception {
    DataSource pool = pool();
    JdbcSchema.create(pool);
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(pool, TestDatabase.NODE));
    List<InboxEntry> stored = new ArrayList<>(List.of(store(inbox)));

    FULL.set(true);
    for (int i = 0; i < 2 * POOL; i++) {
      assertThatThrownBy(() -> store(inbox)).isInstanceOf(StorageException.class);
    }
    FULL.set(false);

    int failures = 0;
    while (stored.size() < 10) {
      try {
        stored.add(store(inbox));
      } catch (StorageException e) {
        assertThat(++failures).as("once a connection that is of no use").isLessThanOrEqualTo(20);
      }
    }
    for (InboxEntry entry : stored) {
      assertThat(inbox.find(TIANHE, entry.messageId())).isPresent();
    }
  }

  /** Some have begun their transaction when the disk becomes full, some are about to end it. */
  @Test
  void nobody_hangs_of_many_that_store_when_it_becomes_full() throws Exception {
    DataSource pool = pool();
    JdbcSchema.create(pool);
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(pool, TestDatabase.NODE));
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger stored = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2 * POOL);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 2 * POOL; i++) {
      all.add(
          threads.submit(
              () -> {
                while (!over.get()) {
                  try {
                    store(inbox);
                    stored.incrementAndGet();
                  } catch (StorageException e) {
                    refused.incrementAndGet();
                  }
                }
                return null;
              }));
    }
    for (int time = 0; time < 5; time++) {
      awaitMore(stored, 20);
      FULL.set(true);
      awaitMore(refused, 20);
      FULL.set(false);
    }
    awaitMore(stored, 20);
    over.set(true);
    for (Future<?> one : all) {
      one.get(20, TimeUnit.SECONDS);
    }
    threads.shutdown();
  }

  private static void awaitMore(AtomicInteger number, int more) throws InterruptedException {
    int enough = number.get() + more;
    while (number.get() < enough) {
      Thread.sleep(5);
    }
  }

  @Test
  void who_only_reads_receipts_and_claims_nonces_goes_on_when_there_is_room_again()
      throws Exception {
    DataSource pool = pool();
    JdbcSchema.create(pool);
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(pool, TestDatabase.NODE));
    JdbcReplayGuard guard = JdbcReplayGuard.on(NodeDatabase.of(pool, TestDatabase.NODE));
    InboxEntry stored = store(inbox);

    FULL.set(true);
    assertThatThrownBy(
            () -> {
              try (Connection another = physical.getConnection()) {
                another.createStatement().execute("CREATE TABLE t (v INT)");
                another.createStatement().execute("CHECKPOINT SYNC");
              }
            })
        .isInstanceOf(SQLException.class);
    FULL.set(false);

    int failures = 0;
    while (!found(inbox, stored.messageId())) {
      assertThat(++failures).as("once a connection that is of no use").isLessThanOrEqualTo(20);
    }
    guard.claim("key", "nonce", java.time.Instant.now().plusSeconds(60));
  }

  private static boolean found(JdbcInbox inbox, MessageId id) {
    try {
      return inbox.find(TIANHE, id).isPresent();
    } catch (StorageException e) {
      return false;
    }
  }

  private static InboxEntry store(JdbcInbox inbox) throws Exception {
    UUID random = UUID.randomUUID();
    MessageId id =
        new MessageId(
            new UUID(
                (System.currentTimeMillis() << 16)
                    | 0x7000
                    | (random.getMostSignificantBits() & 0xfff),
                (random.getLeastSignificantBits() & 0x3fffffffffffffffL) | 0x8000000000000000L));
    InboxEntry entry =
        new InboxEntry(
            TIANHE,
            id,
            PayloadType.parse("population.person/1"),
            Operation.UPSERT,
            ContentHash.ofHex("0".repeat(64)),
            OffsetDateTime.parse("2026-10-24T09:00:00+08:00"),
            Content.ofText("{}"),
            new SignatureEvidence("base", "c2ln", List.of("Y2VydA=="), RevocationEvidence.none()),
            Content.ofText("{}"));
    return inbox.store(entry, connection -> {});
  }

  /** A pool that keeps a connection until it is closed, as pools do. */
  private DataSource pool() {
    return (DataSource)
        Proxy.newProxyInstance(
            FullDiskTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection")
                    ? lent(idle.take())
                    : method.invoke(physical, arguments));
  }

  private Connection lent(Connection kept) throws SQLException {
    Connection connection;
    try {
      connection = kept.isClosed() ? physical.getConnection() : kept;
    } catch (SQLException e) {
      idle.add(kept);
      throw e;
    }
    AtomicBoolean back = new AtomicBoolean();
    return (Connection)
        Proxy.newProxyInstance(
            FullDiskTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (!back.getAndSet(true)) {
                  idle.add(connection);
                }
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  /** Files that take nothing while the disk is full. */
  public static final class Disk extends FilePathWrapper {

    @Override
    public String getScheme() {
      return "full";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
      return new OneFile(getBase().open(mode));
    }
  }

  private static final class OneFile extends FileBaseDefault {

    private final FileChannel file;

    OneFile(FileChannel file) {
      this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      if (FULL.get()) {
        throw new IOException("No space left on device");
      }
      return file.write(source, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
