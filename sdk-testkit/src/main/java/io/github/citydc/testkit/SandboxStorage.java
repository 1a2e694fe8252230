package io.github.citydc.testkit;

import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where a node keeps what it accepts: its database, the parts of batches, files. */
final class SandboxStorage {

  private static final Path DEFAULT = Path.of("target", "sandbox-node");
  private static final String CONTENT = "content";

  private Supplier<SandboxDatabase> database = () -> SandboxDatabase.in(DEFAULT);
  private Path content = DEFAULT.resolve(CONTENT);

  void in(Path folder) {
    database = () -> SandboxDatabase.in(folder);
    contentIn(folder.resolve(CONTENT));
  }

  void in(DataSource dataSource) {
    database = () -> SandboxDatabase.of(dataSource);
  }

  void contentIn(Path folder) {
    content = folder;
  }

  /** The database with its tables. */
  SandboxDatabase open() {
    SandboxDatabase opened = database.get();
    try {
      JdbcSchema.create(opened.dataSource());
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  BatchReception.Builder batches(DataSource opened) {
    return BatchReception.builder(JdbcBatchStore.on(opened), FolderContentStore.in(content));
  }

  FileReception.Builder files(DataSource opened) {
    return FileReception.builder(JdbcContentIndex.on(opened), FolderContentStore.in(content));
  }
}
