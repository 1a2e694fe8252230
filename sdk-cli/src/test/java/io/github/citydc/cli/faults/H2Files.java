package io.github.citydc.cli.faults;

import java.nio.file.Path;
import java.util.Optional;

/** H2 within the processes that use it: what kills them, kills the database. */
record H2Files(Path folder) implements DatabaseServer {

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
