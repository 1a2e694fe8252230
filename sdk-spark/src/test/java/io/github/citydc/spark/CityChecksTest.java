package io.github.citydc.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.Person;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of whole tables find what a node finds. */
class CityChecksTest {

  @TempDir private static Path folder;
  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start(folder);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void lines_have_the_very_violations_that_a_node_finds() throws Exception {
    RowJson json = new RowJson(ManyPeople.SCHEMA);
    List<String> lines = new ArrayList<>();
    for (Row row : ManyPeople.withFaults(spark, 1000, 2).collectAsList()) {
      lines.add(new String(json.of(row), StandardCharsets.UTF_8));
    }
    lines.add("{\"name\":1}");
    lines.add("{}");
    lines.add("[]");
    lines.add(lines.get(0).replace("1940-01-01", "1940-02-31"));
    lines.add(lines.get(1).replace("440106002", "990106002"));
    Path file = Files.write(folder.resolve("people.ndjson"), lines);

    List<String> found =
        CityChecks.violationsOfLines(
                spark.read().textFile(file.toString()), Person.class, "idNumber")
            .collectAsList()
            .stream()
            .map(
                row ->
                    row.<String>getAs("pointer")
                        + " "
                        + row.getAs("rule")
                        + " "
                        + row.getAs("severity"))
            .sorted()
            .toList();

    assertThat(found).isEqualTo(ofNode(lines)).hasSizeGreaterThan(15);
  }

  private static List<String> ofNode(List<String> lines) {
    List<Violation> all = new ArrayList<>();
    for (String line : lines) {
      try {
        Person person =
            PayloadJson.standard().read(line.getBytes(StandardCharsets.UTF_8), Person.class);
        all.addAll(PayloadValidator.standard().validate(person).violations());
      } catch (PayloadFormatException e) {
        all.add(e.violation());
      }
    }
    return all.stream()
        .map(
            violation ->
                violation.pointer()
                    + " "
                    + violation.code()
                    + " "
                    + violation.severity().name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  @Test
  void rows_have_the_violations_that_their_lines_have() {
    Dataset<Row> people =
        ManyPeople.withFaults(spark, 1000, 2)
            .withColumn("birthDate", functions.col("birthDate").cast("string"))
            .withColumn(
                "birthDate",
                functions.expr("if(birthDate < '1940-02-01', '1940-02-31', birthDate)"))
            .withColumn("name", functions.expr("if(birthDate > '1942-01-01', null, name)"));

    List<String> ofRows = texts(CityChecks.violations(people, Person.class, "idNumber"));
    List<String> ofLines =
        texts(CityChecks.violationsOfLines(people.toJSON(), Person.class, "idNumber"));

    assertThat(ofRows).isEqualTo(ofLines).hasSizeGreaterThan(300);
  }

  private static List<String> texts(Dataset<Row> violations) {
    return violations.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  @Test
  void of_a_record_with_too_many_violations_the_others_are_counted() {
    byte[] household =
        "{\"members\":[%s{}]}".formatted("{},".repeat(149)).getBytes(StandardCharsets.UTF_8);
    ValidationReport report =
        PayloadValidator.standard()
            .validate(PayloadJson.standard().read(household, Household.class));

    List<Row> violations =
        CityChecks.violationsOfLines(
                spark.createDataset(
                    List.of(new String(household, StandardCharsets.UTF_8)), Encoders.STRING()),
                Household.class)
            .collectAsList();

    assertThat(violations).hasSameSizeAs(report.violations());
    assertThat(violations.get(violations.size() - 1).<Integer>getAs("more"))
        .isEqualTo(report.moreErrors() + report.moreWarnings())
        .isPositive();
    assertThat(violations.get(0).<Integer>getAs("more")).isZero();
  }

  @Test
  void rows_are_named_by_their_key_and_columns_that_are_no_members_do_not_matter() {
    Dataset<Row> people =
        ManyPeople.withFaults(spark, 200, 2).withColumn("source", functions.lit("street office"));

    List<Row> violations =
        CityChecks.violations(people, Person.class, "idNumber", "name").collectAsList();

    assertThat(violations).hasSize(2);
    Row wrong = ManyPeople.valid(42);
    assertThat(violations.get(0).<String>getAs("key"))
        .isEqualTo(wrong.getString(1) + "|" + wrong.getString(2));
    assertThat(violations.get(0).<String>getAs("pointer")).isEqualTo("/sex");
    assertThat(violations.get(0).<String>getAs("division")).startsWith("440106");
  }

  @Test
  void a_report_counts_by_rule_division_and_day() {
    Dataset<Row> people =
        ManyPeople.withFaults(spark, 3000, 3)
            .withColumn(
                "day",
                functions.expr(
                    "if(birthDate < DATE'1945-01-01', DATE'2026-11-30', DATE'2026-12-01')"));

    QualityReport report = CityChecks.report(people, Person.class, "day");

    assertThat(report.rows()).isEqualTo(3000);
    assertThat(report.faulty()).isEqualTo(30);
    assertThat(report.lines()).hasSize(4);
    assertThat(report.lines().stream().mapToLong(QualityReport.Line::violations).sum())
        .isEqualTo(30);
    assertThat(report.lines().stream().map(QualityReport.Line::day).distinct())
        .containsExactlyInAnyOrder("2026-11-30", "2026-12-01");
    assertThat(report.lines().stream().map(QualityReport.Line::division).distinct())
        .containsExactlyInAnyOrder("440106001", "440106002");
    assertThat(report.toJson()).startsWith("{\"type\":\"population.person/1\",\"rows\":3000,");
    assertThat(report.toHtml())
        .contains("<svg", "440106001", "30 faulty")
        .doesNotContain("http", "<script", ManyPeople.valid(42).getString(1));
  }
}
