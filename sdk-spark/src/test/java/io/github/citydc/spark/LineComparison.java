package io.github.citydc.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.cli.Cdx;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What Spark and {@code cdx validate} find in one file, in the same form and sorted: the member
 * {@code row} of the line, pointer, rule, severity, standard, message. As a program, with {@code
 * ROWS FOLDER}, it compares them for a file of so many lines.
 */
final class LineComparison {

  private LineComparison() {}

  public static void main(String[] arguments) throws IOException {
    long rows = Long.parseLong(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Path file = folder.resolve("people-" + rows + ".ndjson");
    if (Files.notExists(file)) {
      FaultyLines.write(file, rows);
    }
    System.out.printf("%d lines, %d bytes%n", rows + 2, Files.size(file));
    SparkSession spark = LocalSpark.start(folder);
    long begin = System.nanoTime();
    List<String> bySpark = bySpark(spark, file);
    tell("Spark", bySpark, begin);
    spark.stop();
    begin = System.nanoTime();
    List<String> byCdx = byCdx(file, folder.resolve("cdx.ndjson"));
    tell("cdx validate", byCdx, begin);
    System.out.println(bySpark.equals(byCdx) ? "the same" : "DIFFERENT");
    System.exit(bySpark.equals(byCdx) ? 0 : 1);
  }

  private static void tell(String who, List<String> findings, long begin) {
    System.out.printf(
        Locale.ROOT,
        "%s: %d findings in %.1f s%n",
        who,
        findings.size(),
        (System.nanoTime() - begin) / 1e9);
  }

  static List<String> bySpark(SparkSession spark, Path file) {
    Dataset<String> lines = spark.read().option("lineSep", "\n").textFile(file.toString());
    Iterator<Row> found =
        CityChecks.violationsOfLines(lines, Person.class, "row").toLocalIterator();
    List<String> all = new ArrayList<>();
    while (found.hasNext()) {
      Row row = found.next();
      all.add(
          String.join(
              "|",
              row.<String>getAs("key"),
              row.getAs("pointer"),
              row.getAs("rule"),
              row.getAs("severity"),
              row.getAs("standard"),
              row.getAs("message")));
      if (row.<Integer>getAs("more") > 0) {
        all.add(row.getAs("key") + "|and more: " + row.getAs("more"));
      }
    }
    all.sort(null);
    return all;
  }

  /** The command itself, in this process. */
  static List<String> byCdx(Path file, Path output) throws IOException {
    StringWriter messages = new StringWriter();
    try (PrintWriter out = new PrintWriter(output.toFile(), StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(messages)) {
      Cdx.commandLine(out, err).execute("validate", "population.person", file.toString());
    }
    System.out.println("cdx validate: " + messages.toString().strip());
    List<String> all = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader findings = Files.newBufferedReader(output);
        Lines lines = new Lines(file)) {
      for (String line = findings.readLine(); line != null; line = findings.readLine()) {
        JsonNode finding = json.readTree(line);
        all.add(inWords(lines.row(finding.required("line").longValue()), finding));
      }
    }
    all.sort(null);
    return all;
  }

  private static String inWords(String row, JsonNode finding) {
    if (finding.has("moreViolations")) {
      return row + "|and more: " + finding.required("moreViolations").asText();
    }
    List<String> words = new ArrayList<>(List.of(row));
    for (String member : List.of("pointer", "code", "severity", "standard", "message")) {
      words.add(finding.required(member).textValue());
    }
    return String.join("|", words);
  }

  /** The lines of the file, forwards. */
  private static final class Lines implements AutoCloseable {

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    Lines(Path file) throws IOException {
      in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    /** The member of this name, empty if the line is no object. */
    String row(long wanted) throws IOException {
      while (number < wanted) {
        line.reset();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
          line.write(next);
        }
        number++;
      }
      try {
        return PayloadJson.standard().readObject(line.toByteArray()).path("row").asText();
      } catch (PayloadFormatException e) {
        return "";
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
