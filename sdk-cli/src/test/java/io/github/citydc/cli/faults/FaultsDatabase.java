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
  },
  MARIADB {
    @Override
    DatabaseServer start(Path folder) {
      return MariaDbServer.in(folder);
    }

    @Override
    DatabaseServer startApart(Path folder) {
      return MariaDbServer.in(folder);
    }
  };

  /** As an application has it by default. */
  abstract DatabaseServer start(Path folder);

  /** As a process of its own, which may crash while hub and sender go on. */
  abstract DatabaseServer startApart(Path folder);

  /** H2 and PostgreSQL, unless {@code -Dcdx.databases} names only one of them. */
  static List<FaultsDatabase> chosen() {
    return all().stream().filter(database -> database != MARIADB).toList();
  }

  /** PostgreSQL, where several hubs share one database in practice; what was chosen without it. */
  static List<FaultsDatabase> servers() {
    return all().contains(POSTGRESQL) ? List.of(POSTGRESQL) : all();
  }

  /**
   * Those that {@code -Dcdx.databases} names, as {@code h2,postgresql,mariadb}, which are all: for
   * the tests in which processes are killed.
   */
  static List<FaultsDatabase> all() {
    String names = System.getProperty("cdx.databases", "h2,postgresql,mariadb");
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .toList();
  }
}
