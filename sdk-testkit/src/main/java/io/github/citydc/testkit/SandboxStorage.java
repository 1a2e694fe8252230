package io.github.citydc.testkit;

import io.github.citydc.exchange.batch.FilePartStore;
import io.github.citydc.exchange.batch.reception.BatchReception;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.file.FolderFileStore;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcFileIndex;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Where a node keeps what it accepts: its database, the parts of batches, files. */
final class SandboxStorage {

  private static final Path DEFAULT = Path.of("target", "sandbox-node");
  private static final String PARTS = "parts";
  private static final String FILES = "files";

  private Supplier<SandboxDatabase> database = () -> SandboxDatabase.in(DEFAULT);
  private Path parts = DEFAULT.resolve(PARTS);
  private Path files = DEFAULT.resolve(FILES);

  void in(Path folder) {
    database = () -> SandboxDatabase.in(folder);
    partsIn(folder.resolve(PARTS));
    filesIn(folder.resolve(FILES));
  }

  void in(DataSource dataSource) {
    database = () -> SandboxDatabase.of(dataSource);
  }

  void partsIn(Path folder) {
    parts = folder;
  }

  void filesIn(Path folder) {
    files = folder;
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
    return BatchReception.builder(JdbcBatchStore.on(opened), FilePartStore.in(parts));
  }

  FileReception.Builder files(DataSource opened) {
    return FileReception.builder(JdbcFileIndex.on(opened), FolderFileStore.in(files));
  }
}
