package io.github.citydc.cli;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database to look into. */
final class DatabaseOptions {

  @Option(
      names = "--db",
      required = true,
      paramLabel = "DB",
      description =
          "The file of an H2 database, or a JDBC URL; what cdx send --durable or the node was given.")
  private String place = "";

  @Option(
      names = "--node",
      paramLabel = "NODEID",
      description =
          "Whose rows, in a database of several nodes; or whose the rows of an older version are.")
  private Optional<String> node = Optional.empty();

  @Mixin private LoginOptions login = new LoginOptions();

  /**
   * Does something with the database of the node that is named, or is the only one there.
   *
   * @throws IllegalArgumentException if there is no such file, no such node, or a choice
   */
  int using(Function<NodeDatabase, Integer> work) {
    return using(node.map(NodeId::parse), work);
  }

  /** Does something with the database of a node. */
  int using(NodeId self, Function<NodeDatabase, Integer> work) {
    if (node.map(NodeId::parse).filter(named -> !named.equals(self)).isPresent()) {
      throw new IllegalArgumentException("--key is that of " + self + ", not of --node");
    }
    return using(Optional.of(self), work);
  }

  private int using(Optional<NodeId> named, Function<NodeDatabase, Integer> work) {
    Database.requireFile(place);
    if (!Database.mayExist(place)) {
      throw new IllegalArgumentException("There is no database " + place);
    }
    try (Database database = login.open(place)) {
      return work.apply(database.of(named));
    }
  }
}
