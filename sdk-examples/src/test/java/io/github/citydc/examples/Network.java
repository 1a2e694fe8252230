package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.SandboxNodeBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** What the examples find: a city with a vendor's key folder, and a database with its own table. */
final class Network implements AutoCloseable {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");

  private final Path folder;
  private final SandboxCity city;
  private final JdbcConnectionPool database;

  Network(Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(VENDOR);
    this.database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("vendor"), "", "");
    JdbcSchema.create(database);
    execute(
        "CREATE TABLE resident (record_id VARCHAR(99), id_number VARCHAR(18), name VARCHAR(99))");
  }

  SandboxCity city() {
    return city;
  }

  /** A node of the city that stores what it has in a folder of its own. */
  SandboxNodeBuilder hub() {
    return SandboxNode.builder(city, HUB).storingIn(folder.resolve("hub"));
  }

  NodeFolder keys() {
    return NodeFolder.in(folder.resolve("city"), VENDOR);
  }

  DataSource database() {
    return database;
  }

  /** A client of the vendor, who knows the city's directory. */
  ExchangeClient client() throws IOException {
    URI anywhere = URI.create("http://127.0.0.1");
    return NodeLink.to(anywhere, keys(), Passphrase.none())
        .client()
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .build();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The names in the table, in their order. */
  List<String> residents() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT name FROM resident ORDER BY name")) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  @Override
  public void close() {
    database.dispose();
  }
}
