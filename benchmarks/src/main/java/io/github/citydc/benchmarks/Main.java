package io.github.citydc.benchmarks;

import java.io.IOException;

/**
 * Runs the benchmarks, and {@code openssl speed sm2} beside them if there is an OpenSSL: what it
 * prints are signatures and verifications a second on one core.
 */
public final class Main {

  private Main() {}

  /**
   * Runs.
   *
   * @param arguments those of JMH
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    org.openjdk.jmh.Main.main(arguments);
    openssl("version");
    openssl("speed", "-seconds", "5", "sm2");
  }

  private static void openssl(String... arguments) throws InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "openssl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      System.err.println("OpenSSL is not measured: " + e.getMessage());
    }
  }
}
