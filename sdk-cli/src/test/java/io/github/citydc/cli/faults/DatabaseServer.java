package io.github.citydc.cli.faults;

import java.util.Optional;

/** The databases of both sides. */
interface DatabaseServer extends AutoCloseable {

  /** Where the database of a name is, for {@code Database.open}; made by whoever opens it first. */
  String place(String name);

  /** Ends everything at once, as a power cut would, and starts again after it. */
  void crash();

  /** The process that writes to the disk, empty if those do that use the database. */
  Optional<ProcessHandle> process();

  @Override
  void close();
}
