package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.Severity;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.sharing.GrantStore;
import io.github.citydc.exchange.sharing.StoredGrant;
import io.github.citydc.exchange.sharing.StoredGrant.State;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.Transition.Refusal;
import io.github.citydc.model.sharing.GrantLife;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A store of grants in the tables {@code cdx_grant}, {@code cdx_grant_reader} and {@code
 * cdx_grant_change}. Grants and changes are stored in the caller's own transaction, such as that of
 * the handler of a message or of the message that tells the reader. Thread-safe; several processes
 * may share the tables, and each sees what another one has committed with its next decision.
 *
 * <pre>{@code
 * grants.save(connection, grant);
 * outbox.enqueue(connection, message);
 * connection.commit();
 * }</pre>
 */
public final class JdbcGrants implements GrantStore {

  private static final String STANDARD = "CDX 1.0 §10.8";
  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String SELECT = "SELECT g.payload, g.state FROM cdx_grant g";
  private static final int ANNOUNCES_NONE = 0;
  private static final String LOCK =
      "SELECT version, state, payload FROM cdx_grant"
          + " WHERE node = ? AND grant_number = ? FOR UPDATE";

  private final Transactions transactions;
  private final ParsedGrants parsed = new ParsedGrants();
  private final int node;

  private JdbcGrants(NodeDatabase database) {
    this.node = database.number();
    this.transactions = new Transactions(database.dataSource(), "The table of grants");
  }

  /**
   * The grants of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the grants
   * @throws StorageException if the database does not answer
   */
  public static JdbcGrants on(NodeDatabase database) {
    return new JdbcGrants(database);
  }

  @Override
  public List<StoredGrant> find(NodeId reader, String resource) {
    return transactions.lookUp(
        this::grant,
        SELECT
            + " JOIN cdx_grant_reader r ON r.node = g.node AND r.grant_number = g.grant_number"
            + " WHERE r.node = ? AND r.reader = ? AND r.resource = ? ORDER BY g.grant_number",
        node,
        reader.toString(),
        resource);
  }

  @Override
  public Optional<StoredGrant> find(String grantNumber) {
    return transactions
        .lookUp(this::grant, SELECT + " WHERE g.node = ? AND g.grant_number = ?", node, grantNumber)
        .stream()
        .findFirst();
  }

  @Override
  public List<StoredGrant> list(Optional<String> after, int max) {
    return transactions.query(
        this::grant,
        SELECT
            + " WHERE g.node = ? AND g.grant_number > ?"
            + " ORDER BY g.node, g.grant_number FETCH FIRST ? ROWS ONLY",
        node,
        after.orElse(""),
        max);
  }

  /**
   * The changes of a grant.
   *
   * @param grantNumber number of the grant
   * @return the changes, oldest first
   */
  public List<SharingChange> changes(String grantNumber) {
    return transactions.query(
        row -> read(row.getString(1), SharingChange.class),
        "SELECT payload FROM cdx_grant_change WHERE node = ? AND grant_number = ? ORDER BY position",
        node,
        grantNumber);
  }

  /**
   * Stores a grant, or its next version, in the caller's own transaction. The same version again
   * changes nothing.
   *
   * @param connection the caller's transaction; neither committed nor closed here
   * @param grant the grant, valid
   * @throws InvalidPayloadException if another content is stored under this version or a later one,
   *     if no change after consultation announces the version, or if the grant has ended; {@code
   *     grant.version} at {@code /version}
   * @throws StorageException if the database fails
   */
  public void save(Connection connection, SharingGrant grant) {
    save(grant, Dialect.adaptToLatest(connection));
  }

  private void save(SharingGrant grant, Connection connection) {
    String number = grant.grantNumber();
    String payload = text(grant);
    try {
      Optional<Locked> stored = lock(connection, number);
      if (stored.isEmpty()) {
        Transactions.update(
            connection,
            "INSERT INTO cdx_grant (node, grant_number, version, state, payload)"
                + " VALUES (?, ?, ?, ?, ?)",
            node,
            number,
            grant.version(),
            State.ACTIVE.name(),
            payload);
      } else if (stored.get().payload.equals(payload)) {
        return;
      } else {
        requireNext(connection, grant, stored.get());
        Transactions.update(
            connection,
            "UPDATE cdx_grant SET version = ?, payload = ? WHERE node = ? AND grant_number = ?",
            grant.version(),
            payload,
            node,
            number);
        Transactions.update(
            connection,
            "DELETE FROM cdx_grant_reader WHERE node = ? AND grant_number = ?",
            node,
            number);
      }
      for (String reader : new LinkedHashSet<>(grant.readers())) {
        Transactions.update(
            connection,
            "INSERT INTO cdx_grant_reader (node, reader, resource, grant_number)"
                + " VALUES (?, ?, ?, ?)",
            node,
            reader,
            grant.resource(),
            number);
      }
    } catch (SQLException e) {
      throw new StorageException("The grant could not be stored", e);
    }
  }

  private void requireNext(Connection connection, SharingGrant grant, Locked stored)
      throws SQLException {
    if (stored.state == State.ENDED) {
      throw violation(
          "/version",
          "grant.version",
          new Refusal(
              "The grant has ended and has no other version (Decree 809, art. 27)",
              "授权已终止，不再有其他版本（国务院令第809号第二十七条）"));
    }
    boolean announced =
        !Transactions.query(
                connection,
                row -> row.getInt(1),
                "SELECT position FROM cdx_grant_change"
                    + " WHERE node = ? AND grant_number = ? AND version = ?",
                node,
                grant.grantNumber(),
                grant.version())
            .isEmpty();
    if (grant.version() != stored.version + 1 || !announced) {
      throw violation(
          "/version",
          "grant.version",
          new Refusal(
              "A version follows the one before, once a change after consultation has announced it"
                  + " (Decree 809, art. 27)",
              "新版本应紧接上一版本，并先有协商变更（国务院令第809号第二十七条）"));
    }
  }

  /**
   * Stores a change of a grant in the caller's own transaction. It counts from its commit on. The
   * same change again does nothing.
   *
   * @param connection the caller's transaction; neither committed nor closed here
   * @param change the change, valid
   * @throws RefusedException with {@link ProblemCode#NOT_FOUND} if there is no such grant
   * @throws InvalidPayloadException with {@code grant.life} at {@code /action} if it cannot follow
   *     the change before, or {@code grant.version} at {@code /version} if it announces another
   *     version than the next one
   * @throws StorageException if the database fails
   */
  public void change(Connection connection, SharingChange change) {
    change(change, Dialect.adaptToLatest(connection));
  }

  private void change(SharingChange change, Connection connection) {
    String number = change.grantNumber();
    try {
      Locked stored =
          lock(connection, number)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          ProblemCode.NOT_FOUND, "This node has no grant of this number"));
      List<TakenStep> taken =
          Transactions.query(
              connection,
              row -> new TakenStep(row.getString(1), row.getString(2)),
              "SELECT change_number, action FROM cdx_grant_change"
                  + " WHERE node = ? AND grant_number = ? ORDER BY position",
              node,
              number);
      if (taken.stream().anyMatch(step -> step.number.equals(change.changeNumber()))) {
        return;
      }
      GrantLife.cycle()
          .next(taken.stream().map(TakenStep::action).toList(), change.action())
          .refusal()
          .ifPresent(
              refusal -> {
                throw violation("/action", "grant.life", refusal);
              });
      Optional<Integer> version = change.version().filter(any -> change.action().equals("changed"));
      if (version.filter(next -> next != stored.version + 1).isPresent()) {
        throw violation(
            "/version",
            "grant.version",
            new Refusal(
                "A change announces the version that follows the present one (Decree 809, art. 27)",
                "变更应写明紧接现版本的版本号（国务院令第809号第二十七条）"));
      }
      Transactions.update(
          connection,
          "INSERT INTO cdx_grant_change (node, grant_number, position, change_number, action,"
              + " version, payload) VALUES (?, ?, ?, ?, ?, ?, ?)",
          node,
          number,
          taken.size() + 1,
          change.changeNumber(),
          change.action(),
          version.orElse(ANNOUNCES_NONE),
          text(change));
      Transactions.update(
          connection,
          "UPDATE cdx_grant SET state = ? WHERE node = ? AND grant_number = ?",
          State.after(change.action()).name(),
          node,
          number);
    } catch (SQLException e) {
      throw new StorageException("The change of the grant could not be stored", e);
    }
  }

  /**
   * A step that a grant has taken.
   *
   * @param number number of the change
   * @param action what it did
   */
  private record TakenStep(String number, String action) {}

  /**
   * A grant whose row is locked.
   *
   * @param version its version
   * @param state its state
   * @param payload its content
   */
  private record Locked(int version, State state, String payload) {}

  private Optional<Locked> lock(Connection connection, String number) throws SQLException {
    return Transactions.query(
            connection,
            row -> new Locked(row.getInt(1), State.valueOf(row.getString(2)), row.getString(3)),
            LOCK,
            node,
            number)
        .stream()
        .findFirst();
  }

  private static InvalidPayloadException violation(String pointer, String code, Refusal refusal) {
    return new InvalidPayloadException(
        new ValidationReport(
            List.of(
                new Violation(
                    pointer,
                    code,
                    Severity.ERROR,
                    STANDARD,
                    refusal.message(),
                    refusal.messageZh()))));
  }

  private StoredGrant grant(ResultSet row) throws SQLException {
    return new StoredGrant(parsed.of(row.getString(1)), State.valueOf(row.getString(2)));
  }

  private static <P> P read(String json, Class<P> record) {
    return JSON.read(json.getBytes(StandardCharsets.UTF_8), record);
  }

  private static String text(Object payload) {
    return new String(JSON.write(payload), StandardCharsets.UTF_8);
  }
}
