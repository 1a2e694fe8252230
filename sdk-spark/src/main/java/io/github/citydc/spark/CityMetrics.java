package io.github.citydc.spark;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What the user interface of Spark shows of a write, while it goes on. */
public final class CityMetrics {

  private static final String RECORDS = "citydcRecords";
  private static final String LEFT_OUT = "citydcLeftOut";
  private static final String PARTS = "citydcParts";
  private static final String BYTES = "citydcBytes";

  private CityMetrics() {}

  static CustomMetric[] all() {
    return new CustomMetric[] {new Records(), new LeftOut(), new Parts(), new Bytes()};
  }

  static CustomTaskMetric[] of(long records, long leftOut, long parts, long bytes) {
    return new CustomTaskMetric[] {
      new Value(RECORDS, records),
      new Value(LEFT_OUT, leftOut),
      new Value(PARTS, parts),
      new Value(BYTES, bytes)
    };
  }

  private record Value(String name, long value) implements CustomTaskMetric {}

  /** Rows that were given to the tasks. */
  public static final class Records extends CustomSumMetric {

    /** Made by Spark. */
    public Records() {}

    @Override
    public String name() {
      return RECORDS;
    }

    @Override
    public String description() {
      return "records";
    }
  }

  /** Rows that broke rules and were not sent. */
  public static final class LeftOut extends CustomSumMetric {

    /** Made by Spark. */
    public LeftOut() {}

    @Override
    public String name() {
      return LEFT_OUT;
    }

    @Override
    public String description() {
      return "records left out";
    }
  }

  /** Parts that were cut. */
  public static final class Parts extends CustomSumMetric {

    /** Made by Spark. */
    public Parts() {}

    @Override
    public String name() {
      return PARTS;
    }

    @Override
    public String description() {
      return "parts";
    }
  }

  /** Bytes of the parts, compressed. */
  public static final class Bytes extends CustomSumMetric {

    /** Made by Spark. */
    public Bytes() {}

    @Override
    public String name() {
      return BYTES;
    }

    @Override
    public String description() {
      return "bytes sent";
    }
  }
}
