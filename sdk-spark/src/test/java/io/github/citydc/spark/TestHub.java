package io.github.citydc.spark;

import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** A hub that keeps people in a table which does not know of duplicates. */
final class TestHub implements AutoCloseable {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private final NodeFolder folder;
  private final SandboxNode node;

  private TestHub(NodeFolder folder, SandboxNode node) {
    this.folder = folder;
    this.node = node;
  }

  static TestHub start(Path folder) throws Exception {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(TIANHE);
    SandboxNode node =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .on(Person.class, (person, context) -> save(context.connection(), List.of(person)))
            .onBatch(Person.class, (people, context) -> save(context.connection(), people))
            .start();
    TestHub hub = new TestHub(NodeFolder.in(folder.resolve("city"), TIANHE), node);
    hub.execute("CREATE TABLE IF NOT EXISTS person (id_number VARCHAR(18), name VARCHAR(50))");
    return hub;
  }

  private static void save(Connection connection, List<Person> people) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO person (id_number, name) VALUES (?, ?)")) {
      for (Person person : people) {
        insert.setString(1, person.idNumber());
        insert.setString(2, person.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = node.database().getConnection()) {
      connection.createStatement().execute(sql);
    }
  }

  SandboxNode node() {
    return node;
  }

  NodeFolder folder() {
    return folder;
  }

  Map<String, String> options() {
    return Map.of(
        "type",
        "population.person",
        "to",
        node.baseUrl().toString(),
        "folder",
        folder.path().toString(),
        "partSize",
        "8192");
  }

  long rows() throws SQLException {
    return number("SELECT COUNT(*) FROM person");
  }

  /** How many different ones; the rows are read one after the other, for there may be millions. */
  long people() throws SQLException {
    BitSet seen = new BitSet();
    try (Connection connection = node.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET LAZY_QUERY_EXECUTION 1");
      try (ResultSet row = statement.executeQuery("SELECT id_number FROM person")) {
        while (row.next()) {
          seen.set(ManyPeople.number(row.getString(1)));
        }
      }
      statement.execute("SET LAZY_QUERY_EXECUTION 0");
    }
    return seen.cardinality();
  }

  long parts() throws SQLException {
    return number("SELECT COUNT(*) FROM cdx_content");
  }

  long batches() throws SQLException {
    return number("SELECT COUNT(*) FROM cdx_batch");
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = node.database().getConnection();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}
