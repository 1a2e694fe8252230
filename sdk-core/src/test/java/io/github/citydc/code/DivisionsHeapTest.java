package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the divisions cost an application that looks one up, measured in a machine of its own. */
@Tag("processes")
class DivisionsHeapTest {

  private static final long HALF_A_MEGABYTE = 500_000;

  @Test
  void a_look_up_needs_no_more_than_half_a_megabyte_of_heap() throws Exception {
    long used = measured("look-up");

    assertThat(used).isBetween(100_000L, HALF_A_MEGABYTE);
  }

  /** Otherwise the test would prove nothing. */
  @Test
  void what_is_kept_besides_is_seen() throws Exception {
    assertThat(measured("look-up-and-more")).isGreaterThan(HALF_A_MEGABYTE);
  }

  private static long measured(String what) throws IOException, InterruptedException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                what)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(java.exitValue()).isZero();
    return Long.parseLong(printed.strip());
  }

  /** Prints the bytes of heap that a look-up keeps. */
  static final class Program {

    private Program() {}

    /**
     * Asks what every application asks: is there this code, what is it called, was it there then.
     */
    public static void main(String[] arguments) {
      openEveryJar();
      useLambdas();
      long before = usedHeap();

      DivisionCode tianhe = DivisionCode.parse("440106");
      boolean known =
          Divisions.standard().find(tianhe).isPresent()
              && Divisions.standard().wasValid(tianhe, LocalDate.of(2003, 12, 31))
              && Divisions.standard().fullName(tianhe).equals("广东省广州市天河区");
      byte[] more = new byte[arguments[0].equals("look-up") ? 0 : 500_000];

      long used = usedHeap() - before;
      if (!known || more.length % 100_000 != 0) {
        throw new IllegalStateException("The look-up failed");
      }
      System.out.println(used);
    }

    /** What a class loader keeps of a long class path is not the price of a look-up. */
    private static void openEveryJar() {
      if (Program.class.getResource("/nothing-of-this-name") != null) {
        throw new IllegalStateException("A jar has it");
      }
    }

    /** Nor is what the first lambdas of an application bring along. */
    private static void useLambdas() {
      String text = Stream.of("1", "2").map(one -> one + "0").collect(Collectors.joining(","));
      if (!text.equals("10,20") || PhoneNumber.tryParse("13900139000").isEmpty()) {
        throw new IllegalStateException(text);
      }
    }

    /**
     * Asked until it stands still: what waits for a cleaner is gone only when its thread has had a
     * turn.
     */
    private static long usedHeap() {
      long used = usedAfterCollection();
      int alike = 0;
      for (int time = 0; time < 100 && alike < 3; time++) {
        long again = usedAfterCollection();
        alike = again == used ? alike + 1 : 0;
        used = again;
      }
      return used;
    }

    private static long usedAfterCollection() {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      System.gc();
      return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
  }
}
