package io.github.citydc.cli.faults;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The databases the exchange is for, as they are used in practice. */
enum FaultsDatabase {
  H2 {
    @Override
    DatabaseServer start(Path folder) {
      return H2Files.in(folder);
    }

    @Override
    DatabaseServer startApart(Path folder) {
      return new H2Server(H2Files.in(folder).folder());
    }
  },
  POSTGRESQL {
    @Override
    DatabaseServer start(Path folder) {
      return PostgresServer.in(folder);
    }

    @Override
    DatabaseServer startApart(Path folder) {
      return PostgresServer.in(folder);
    }
  };

  /** As an application has it by default. */
  abstract DatabaseServer start(Path folder);

  /** As a process of its own, which may crash while hub and sender go on. */
  abstract DatabaseServer startApart(Path folder);

  /** Those that {@code -Dcdx.databases} names, as {@code h2,postgresql}: all if it is not there. */
  static List<FaultsDatabase> chosen() {
    String names = System.getProperty("cdx.databases", "h2,postgresql");
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .toList();
  }
}
