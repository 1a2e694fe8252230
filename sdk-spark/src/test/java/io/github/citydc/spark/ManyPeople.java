package io.github.citydc.spark;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** People who do not exist, 29,970,000 of them at most, the same ones every time. */
final class ManyPeople {

  static final StructType ADDRESS =
      new StructType().add("division", DataTypes.StringType).add("text", DataTypes.StringType);
  static final StructType SCHEMA =
      new StructType()
          .add("idDocumentType", DataTypes.StringType)
          .add("idNumber", DataTypes.StringType)
          .add("name", DataTypes.StringType)
          .add("sex", DataTypes.StringType)
          .add("birthDate", DataTypes.DateType)
          .add("residenceAddress", ADDRESS);

  private static final LocalDate FIRST = LocalDate.of(1940, 1, 1);
  private static final int DAYS = 30_000;
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private ManyPeople() {}

  static Dataset<Row> of(SparkSession spark, long count, int partitions) {
    MapFunction<Long, Row> person = ManyPeople::valid;
    return spark.range(0, count, 1, partitions).map(person, Encoders.row(SCHEMA));
  }

  /** Every hundredth has the sex 7, which is no code. */
  static Dataset<Row> withFaults(SparkSession spark, long count, int partitions) {
    MapFunction<Long, Row> person = i -> number(i, i % 100 == 42 ? "7" : "");
    return spark.range(0, count, 1, partitions).map(person, Encoders.row(SCHEMA));
  }

  static Row valid(long i) {
    return number(i, "");
  }

  private static Row number(long i, String wrongSex) {
    LocalDate birth = FIRST.plusDays(i % DAYS);
    long sequence = 1 + i / DAYS % 999;
    String sex = sequence % 2 == 1 ? "1" : "2";
    return RowFactory.create(
        "111",
        citizenId(birth, sequence),
        "张三" + (char) ('一' + i % 1000),
        wrongSex.isEmpty() ? sex : wrongSex,
        birth,
        RowFactory.create(i % 3 == 0 ? "440106001" : "440106002", "五山路" + (1 + i % 997) + "号"));
  }

  /** Which one it is. */
  static int number(String citizenId) {
    LocalDate birth = LocalDate.parse(citizenId.substring(6, 14), DateTimeFormatter.BASIC_ISO_DATE);
    int sequence = Integer.parseInt(citizenId.substring(14, 17));
    return (sequence - 1) * DAYS + Math.toIntExact(FIRST.until(birth, ChronoUnit.DAYS));
  }

  static String citizenId(LocalDate birth, long sequence) {
    String digits =
        "440106" + DateTimeFormatter.BASIC_ISO_DATE.format(birth) + String.format("%03d", sequence);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (digits.charAt(i) - '0');
    }
    return digits + CHECKS.charAt(sum % 11);
  }
}
