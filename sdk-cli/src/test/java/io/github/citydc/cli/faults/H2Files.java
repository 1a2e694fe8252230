package io.github.citydc.cli.faults;

import io.github.citydc.cli.MadeOnce;
import io.github.citydc.cli.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** H2 within the processes that use it: what kills them, kills the database. */
record H2Files(Path folder) implements DatabaseServer {

  private static final List<String> NAMES = List.of("hub", "sender");
  private static final String SUFFIX = ".mv.db";

  /** Those with the tables of the exchange. */
  static H2Files in(Path folder) {
    Path made = MadeOnce.folder("h2", H2Files::make);
    for (String name : NAMES) {
      try {
        Files.copy(
            made.resolve(name + SUFFIX),
            folder.resolve(name + SUFFIX),
            StandardCopyOption.COPY_ATTRIBUTES);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new H2Files(folder);
  }

  private static void make(Path folder) {
    for (String name : NAMES) {
      Database.open(folder.resolve(name).toString(), Optional.empty(), Optional.empty()).close();
    }
  }

  @Override
  public String place(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  public void crash() {
    throw new UnsupportedOperationException("It crashes with its process");
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
