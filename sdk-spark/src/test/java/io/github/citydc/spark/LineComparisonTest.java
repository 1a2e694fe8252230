package io.github.citydc.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark finds in a file, byte for byte, what {@code cdx validate} finds. */
class LineComparisonTest {

  private static final int LINES = 20_000;

  @TempDir private Path folder;

  @Test
  void spark_and_the_command_line_find_the_same_in_every_kind_of_fault() throws Exception {
    Path file = FaultyLines.write(folder.resolve("people.ndjson"), LINES);
    List<String> byCdx = LineComparison.byCdx(file, folder.resolve("cdx.ndjson"));

    List<String> bySpark;
    try (SparkSession spark = LocalSpark.start(folder)) {
      spark.conf().set("spark.sql.files.maxPartitionBytes", "500000");
      bySpark = LineComparison.bySpark(spark, file);
    }

    assertThat(bySpark).isEqualTo(byCdx);
    assertThat(bySpark).hasSizeGreaterThan(LINES / 20);
    assertThat(bySpark.stream().map(finding -> finding.split("\\|", -1)[2]).distinct().count())
        .as("rules that are broken")
        .isGreaterThan(15);
  }
}
