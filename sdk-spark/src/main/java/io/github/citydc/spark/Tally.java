package io.github.citydc.spark;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Puts the counts of groups together to a report. */
final class Tally {

  private record Place(String division, String day) {}

  private record Group(Place place, String rule, String severity, long violations) {}

  private final Map<Place, Long> rows = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private long faulty;

  static Tally of(List<Row> counts) {
    Tally tally = new Tally();
    counts.forEach(tally::add);
    return tally;
  }

  private void add(Row row) {
    Place place = new Place(text(row.get(0)), text(row.get(1)));
    rows.merge(place, row.<Long>getAs("rows"), Long::sum);
    faulty += row.<Long>getAs("faulty");
    if (!row.isNullAt(2)) {
      groups.add(
          new Group(place, row.getString(2), row.getString(3), row.<Long>getAs("violations")));
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  QualityReport report(Class<? extends Payload> type) {
    return QualityReport.of(
        PayloadType.of(type),
        rows.values().stream().mapToLong(Long::longValue).sum(),
        faulty,
        groups.stream()
            .map(
                group ->
                    new QualityReport.Line(
                        group.rule(),
                        group.severity(),
                        group.place().division(),
                        group.place().day(),
                        group.violations(),
                        rows.getOrDefault(group.place(), 0L)))
            .sorted(
                Comparator.comparingLong(QualityReport.Line::violations)
                    .reversed()
                    .thenComparing(QualityReport.Line::rule)
                    .thenComparing(QualityReport.Line::division)
                    .thenComparing(QualityReport.Line::day))
            .toList());
  }
}
