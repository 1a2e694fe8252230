package io.github.citydc.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The quality of a table: how many rows break which rule, by division and day. Immutable; it is
 * computed once, and has no key of a row.
 */
public final class QualityReport {

  private final PayloadType type;
  private final long rows;
  private final long faulty;
  private final List<Line> lines;

  /**
   * One rule in one division on one day.
   *
   * @param rule name of the rule
   * @param severity {@code error} or {@code warning}
   * @param division the division responsible for the rows, empty if they name none
   * @param day the day of the rows, empty if there is none
   * @param violations how often the rule is broken
   * @param rows how many rows there are of the division and day
   */
  public record Line(
      String rule, String severity, String division, String day, long violations, long rows) {

    /**
     * The share of the rows.
     *
     * @return violations for each row; more than 1 if rows break the rule in several places
     */
    public double share() {
      return rows == 0 ? 0 : (double) violations / rows;
    }
  }

  private QualityReport(PayloadType type, long rows, long faulty, List<Line> lines) {
    this.type = type;
    this.rows = rows;
    this.faulty = faulty;
    this.lines = List.copyOf(lines);
  }

  static QualityReport of(Dataset<Row> checked, Class<? extends Payload> type) {
    List<Row> counts =
        checked
            .groupBy(CityChecks.DIVISION, CityChecks.DAY, CityChecks.RULE, CityChecks.SEVERITY)
            .agg(
                count(lit(1)).as("violations"),
                sum(when(col(CityChecks.FIRST), 1).otherwise(0)).as("rows"),
                sum(when(col(CityChecks.FAULTY), 1).otherwise(0)).as("faulty"))
            .collectAsList();
    return Tally.of(counts).report(type);
  }

  static QualityReport of(PayloadType type, long rows, long faulty, List<Line> lines) {
    return new QualityReport(type, rows, faulty, lines);
  }

  /**
   * How many rows were checked.
   *
   * @return all rows
   */
  public long rows() {
    return rows;
  }

  /**
   * How many rows would be rejected.
   *
   * @return those that break at least one rule that is an error
   */
  public long faulty() {
    return faulty;
  }

  /**
   * The counts.
   *
   * @return by rule, division and day, the most frequent first
   */
  public List<Line> lines() {
    return lines;
  }

  /**
   * The report as JSON.
   *
   * @return one object in UTF-8
   */
  public String toJson() {
    PayloadJson json = PayloadJson.standard();
    ObjectNode object = json.newObject();
    object.put("type", type.toString());
    object.put("rows", rows);
    object.put("faulty", faulty);
    ArrayNode array = object.putArray("lines");
    for (Line line : lines) {
      array
          .addObject()
          .put("rule", line.rule())
          .put("severity", line.severity())
          .put("division", line.division())
          .put("day", line.day())
          .put("violations", line.violations())
          .put("rows", line.rows())
          .put("share", line.share());
    }
    return new String(json.write(object), StandardCharsets.UTF_8);
  }

  /**
   * The report as a page with table and charts, which loads nothing.
   *
   * @return an HTML document
   */
  public String toHtml() {
    return QualityPage.of(type, this);
  }
}
