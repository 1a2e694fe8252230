package io.github.citydc.spark;

import io.github.citydc.model.population.Person;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is measured on Spark, in a process of its own: {@code MASTER URL FOLDER ROWS PARTITIONS}. It
 * makes people, checks them, and writes them to the node at the URL, and tells how long each took.
 *
 * <p>Without a URL, {@code -}, it only makes and checks.
 */
final class ScaleProgram {

  private ScaleProgram() {}

  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[3]);
    int partitions = Integer.parseInt(arguments[4]);
    SparkSession spark =
        SparkSession.builder()
            .master(arguments[0])
            .appName("scale")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.memory", "512m")
            .config("spark.sql.datetime.java8API.enabled", "true")
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
      Dataset<Row> people = ManyPeople.of(spark, rows, partitions);
      report("made", rows, () -> people.write().format("noop").mode("overwrite").save());
      report(
          "checked",
          rows,
          () ->
              System.out.println(
                  "violations " + CityChecks.violations(people, Person.class, "idNumber").count()));
      if (!arguments[1].equals("-")) {
        report("sent", rows, () -> send(people, arguments));
      }
    } finally {
      spark.stop();
    }
    System.out.println("done");
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

  private static void report(String what, long rows, Runnable work) {
    System.out.println("begin " + what);
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%s %d rows in %.2f s, %.0f a second%n", what, rows, seconds, rows / seconds);
  }
}
