package io.github.citydc.spark;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark in this process. */
final class LocalSpark {

  private LocalSpark() {}

  /** Two tasks at a time, each tried three times. */
  static SparkSession start(Path folder) {
    return SparkSession.builder()
        .master("local[2,3]")
        .appName("test")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.datetime.java8API.enabled", "true")
        .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.dir", folder.toUri().toString())
        .config("spark.eventLog.rolling.enabled", "false")
        .config("spark.eventLog.compress", "false")
        .getOrCreate();
  }
}
