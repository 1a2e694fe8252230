package io.github.citydc.spark;

import io.github.citydc.model.population.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is measured on Spark, in a process of its own: {@code MASTER URL FOLDER ROWS PARTITIONS
 * PEOPLE}. It makes people, in the folder {@code PEOPLE} as Parquet unless they are there, reads
 * them, checks them, and writes them to the node at the URL, and tells what each step took.
 *
 * <p>Without a URL, {@code -}, it does not write. Each step but the last is done {@code -Druns}
 * times.
 */
final class ScaleProgram {

  private ScaleProgram() {}

  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[3]);
    int partitions = Integer.parseInt(arguments[4]);
    String folder = arguments[5];
    SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .appName("scale")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config("spark.sql.files.minPartitionNum", String.valueOf(partitions))
            .config("spark.plugins", CityPlugin.class.getName())
            .config("spark.authenticate", "true")
            .config("spark.authenticate.secret", "only for this test")
            .config("spark.network.crypto.enabled", "true")
            .config("spark.speculation", System.getProperty("speculation", "false"))
            .config("spark.speculation.multiplier", "1.1")
            .config("spark.speculation.quantile", "0.5")
            .config("spark.speculation.minTaskRuntime", "100ms")
            .getOrCreate();
    try {
      StageMeter meter = StageMeter.on(spark.sparkContext());
      if (Files.notExists(Path.of(folder, "_SUCCESS"))) {
        meter.report(
            "made", rows, () -> ManyPeople.of(spark, rows, partitions).write().parquet(folder));
      }
      Dataset<Row> people = spark.read().schema(ManyPeople.SCHEMA).parquet(folder);
      for (int run = 0; run < Integer.getInteger("runs", 1); run++) {
        meter.report("read", rows, () -> people.write().format("noop").mode("overwrite").save());
        meter.report("checked", rows, () -> check(people));
      }
      if (!arguments[1].equals("-")) {
        meter.report("sent", rows, () -> send(people, arguments));
      }
    } finally {
      spark.stop();
    }
    System.out.println("done");
  }

  private static void check(Dataset<Row> people) {
    System.out.println(
        "violations " + CityChecks.violations(people, Person.class, "idNumber").count());
  }

  private static void send(Dataset<Row> people, String[] arguments) {
    people
        .write()
        .format("citydc")
        .mode("append")
        .options(
            Map.of(
                "type",
                "population.person",
                "to",
                arguments[1],
                "folder",
                arguments[2],
                "partSize",
                System.getProperty("partSize", "1048576")))
        .save();
  }
}
