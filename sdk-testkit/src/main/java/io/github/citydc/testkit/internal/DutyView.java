package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.sharing.StoredGrant;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.sharing.AssignedDuty;
import io.github.citydc.model.sharing.CorrectionResult;
import io.github.citydc.model.sharing.Deadline;
import io.github.citydc.model.sharing.DutyBoard;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingCorrection;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.WorkingCalendar;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A view of the duties of Decree 809 that follow from what a node has recorded and from the grants
 * it has stored. Thread-safe.
 */
public final class DutyView {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final WorkingCalendar CALENDAR = WorkingCalendar.announced();

  /** How many payloads of sharing are looked at, and how many grants. */
  private static final int NEWEST = 5000;

  private static final int SHOWN = 500;
  private static final int PAGE = 500;
  private static final Map<String, Class<? extends Payload>> TYPES =
      types(
          SharingApplication.class,
          SharingAnswer.class,
          SharingGrant.class,
          SharingChange.class,
          SharingCorrection.class,
          CorrectionResult.class,
          CatalogEntry.class);
  private static final String RECORDED =
      "SELECT type, payload FROM cdx_sandbox_record WHERE node = ? AND operation <> 'delete' AND type IN ("
          + TYPES.keySet().stream().map(type -> "?").collect(Collectors.joining(", "))
          + ") ORDER BY position DESC FETCH FIRST ? ROWS ONLY";

  private final NodeDatabase database;
  private final boolean recording;
  private final Clock clock;

  /**
   * Looks at a database.
   *
   * @param database the rows of the node
   * @param recording whether the node records the payloads it accepts, in {@code
   *     cdx_sandbox_record}
   * @param clock tells the present day
   */
  public DutyView(NodeDatabase database, boolean recording, Clock clock) {
    this.database = database;
    this.recording = recording;
    this.clock = clock;
  }

  @SafeVarargs
  private static Map<String, Class<? extends Payload>> types(Class<? extends Payload>... records) {
    Map<String, Class<? extends Payload>> types = new LinkedHashMap<>();
    for (Class<? extends Payload> record : records) {
      types.put(PayloadType.of(record).toString(), record);
    }
    return types;
  }

  /** The first duties of the board, and how many more there are. */
  JsonNode board() {
    List<Payload> payloads = new ArrayList<>(recording ? recorded() : List.of());
    payloads.addAll(granted());
    List<AssignedDuty> duties = DutyBoard.of(payloads, CALENDAR).duties();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ChinaTime.ZONE);
    ObjectNode board = StrictJson.newObject().put("today", today.toString());
    ArrayNode lines = board.putArray("duties");
    duties.stream().limit(SHOWN).forEach(duty -> lines.add(line(duty, today)));
    return board.put("more", duties.size() - lines.size());
  }

  private static ObjectNode line(AssignedDuty duty, LocalDate today) {
    Deadline deadline = duty.deadline();
    ObjectNode line =
        StrictJson.newObject()
            .put("number", duty.number())
            .put("article", deadline.duty().article())
            .put("duty", deadline.duty().nameEn())
            .put("dutyZh", deadline.duty().nameZh())
            .put("party", deadline.duty().party().nameEn())
            .put("partyZh", deadline.duty().party().nameZh())
            .put("due", deadline.due().toString())
            .put("provisional", deadline.provisional())
            .put("lateBy", deadline.lateBy(today, CALENDAR))
            .put("daysLeft", CALENDAR.between(today, deadline.due()));
    duty.resource().ifPresent(code -> line.put("resource", code));
    duty.organ().map(Organ::name).ifPresent(name -> line.put("organ", name));
    deadline.done().ifPresent(day -> line.put("done", day.toString()));
    return line;
  }

  /** The oldest first. */
  private List<Payload> recorded() {
    List<Payload> payloads = new ArrayList<>();
    try (Connection connection = database.translated().getConnection();
        PreparedStatement select = connection.prepareStatement(RECORDED)) {
      int parameter = 0;
      select.setInt(++parameter, database.number());
      for (String type : TYPES.keySet()) {
        select.setString(++parameter, type);
      }
      select.setInt(++parameter, NEWEST);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          Class<? extends Payload> type = Objects.requireNonNull(TYPES.get(row.getString(1)));
          payloads.add(JSON.read(row.getString(2).getBytes(StandardCharsets.UTF_8), type));
        }
      }
    } catch (SQLException e) {
      throw new StorageException("The table cdx_sandbox_record could not be read", e);
    }
    Collections.reverse(payloads);
    return payloads;
  }

  /** The stored grants, and the changes of those that are suspended. */
  private List<Payload> granted() {
    JdbcGrants grants = JdbcGrants.on(database);
    List<Payload> payloads = new ArrayList<>();
    Optional<String> after = Optional.empty();
    int read = 0;
    List<StoredGrant> page;
    do {
      page = grants.list(after, PAGE);
      for (StoredGrant stored : page) {
        payloads.add(stored.grant());
        if (stored.state() == StoredGrant.State.SUSPENDED) {
          payloads.addAll(grants.changes(stored.grant().grantNumber()));
        }
        after = Optional.of(stored.grant().grantNumber());
      }
      read += page.size();
    } while (page.size() == PAGE && read < NEWEST);
    return payloads;
  }
}
