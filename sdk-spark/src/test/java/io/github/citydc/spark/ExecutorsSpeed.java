package io.github.citydc.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a second executor brings to reading and checking people, executors being processes with one
 * core each, beside as many cores in one process: {@code ROWS FOLDER}. The people are made once, in
 * the folder.
 */
final class ExecutorsSpeed {

  private static final int PARTITIONS = 8;

  private ExecutorsSpeed() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
    Path home = SparkHome.make(Files.createTempDirectory("spark-home"));
    for (String master :
        List.of(
            "local[1]",
            "local[2]",
            "local-cluster[1,1,512]",
            "local-cluster[2,1,512]",
            "local[1]")) {
      System.out.println(master);
      int exitCode =
          SparkHome.program(
                  home,
                  Map.of("runs", "3"),
                  master,
                  "-",
                  "-",
                  arguments[0],
                  String.valueOf(PARTITIONS),
                  folder.resolve("people-" + arguments[0]).toString())
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(folder.resolve("log").toFile())
              .start()
              .waitFor();
      if (exitCode != 0) {
        throw new IllegalStateException(master + " ended with " + exitCode);
      }
    }
  }
}
