package io.github.citydc.spark;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * What the tasks of one step cost: how many there were, how many failed, were killed or ran twice,
 * and the CPU of their threads, and of the processes of driver and executors in all.
 */
final class StageMeter extends SparkListener {

  private final SparkContext spark;
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong speculative = new AtomicLong();
  private final AtomicLong cpu = new AtomicLong();
  private final AtomicLong collecting = new AtomicLong();
  private final AtomicLong lastEnd = new AtomicLong();

  private StageMeter(SparkContext spark) {
    this.spark = spark;
  }

  static StageMeter on(SparkContext spark) {
    StageMeter meter = new StageMeter(spark);
    spark.addSparkListener(meter);
    return meter;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    tasks.incrementAndGet();
    lost.addAndGet(end.taskInfo().successful() ? 0 : 1);
    speculative.addAndGet(end.taskInfo().speculative() ? 1 : 0);
    lastEnd.accumulateAndGet(end.taskInfo().finishTime(), Math::max);
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) {
      cpu.addAndGet(metrics.executorCpuTime());
      collecting.addAndGet(metrics.jvmGCTime());
    }
  }

  /** Runs a step and prints what it took. */
  void report(String step, long rows, Runnable work) {
    System.out.println("begin " + step);
    for (AtomicLong each : new AtomicLong[] {tasks, lost, speculative, cpu, collecting, lastEnd}) {
      each.set(0);
    }
    double before = processes();
    long begin = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long end = System.currentTimeMillis();
    double processes = processes() - before;
    try {
      spark.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      throw new IllegalStateException("The events of Spark do not end", e);
    }
    double afterTasks = Math.max(0, (end - lastEnd.get()) / 1e3);
    System.out.printf(
        Locale.ROOT,
        "%s %d rows in %.2f s, %.0f a second; after the last task %.1f s; CPU of tasks %.1f s, of processes %.1f s,"
            + " collector %.1f s; %d tasks, %d lost, %d speculative%n",
        step,
        rows,
        seconds,
        rows / seconds,
        afterTasks,
        cpu.get() / 1e9,
        processes,
        collecting.get() / 1e3,
        tasks.get(),
        lost.get(),
        speculative.get());
  }

  /** Seconds of CPU of this process and those it has started and that are alive. */
  private static double processes() {
    return seconds(ProcessHandle.current())
        + ProcessHandle.current().descendants().mapToDouble(StageMeter::seconds).sum();
  }

  private static double seconds(ProcessHandle process) {
    Optional<Duration> used = process.info().totalCpuDuration();
    return used.map(Duration::toNanos).orElse(0L) / 1e9;
  }
}
