package io.github.citydc.testkit;

import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where a node keeps what it accepts: its database, the parts of batches, files. */
final class SandboxStorage {

  private static final String CONTENT = "content";

  private Supplier<SandboxDatabase> database = SandboxDatabase::inMemory;
  private Optional<ContentStore> content = Optional.empty();

  void in(Path folder) {
    database = () -> SandboxDatabase.in(folder);
    contentIn(folder.resolve(CONTENT));
  }

  void inMemory() {
    database = SandboxDatabase::inMemory;
    content = Optional.empty();
  }

  void in(DataSource dataSource) {
    database = () -> SandboxDatabase.of(dataSource);
  }

  void contentIn(Path folder) {
    contentIn(FolderContentStore.in(folder));
  }

  void contentIn(ContentStore store) {
    content = Optional.of(store);
  }

  /** The database with its tables, as a node uses it, and a store of content. */
  Opened open(NodeId node) {
    SandboxDatabase opened = database.get();
    try {
      JdbcSchema.create(opened.dataSource());
      return new Opened(
          opened,
          NodeDatabase.of(opened.dataSource(), node),
          content.orElseGet(() -> FolderContentStore.in(opened.content())));
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** What a running node keeps things in. */
  record Opened(SandboxDatabase database, NodeDatabase tables, ContentStore content) {

    BatchReception.Builder batches() {
      return BatchReception.builder(JdbcBatchStore.on(tables), content);
    }

    FileReception.Builder files() {
      return FileReception.builder(JdbcContentIndex.on(tables), content);
    }
  }
}
