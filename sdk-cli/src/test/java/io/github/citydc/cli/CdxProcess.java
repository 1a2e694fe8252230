package io.github.citydc.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The command line as a process of its own, which can be killed as a power cut would. Close it to
 * kill it, if it still runs.
 *
 * <pre>{@code
 * try (CdxProcess hub = CdxProcess.start("node", "--data", folder, "--port", "0")) {
 *   String url = hub.ready().path("url").asText();
 *   hub.kill();
 * }
 * assertThat(CdxProcess.run("send", …).exitCode()).isZero();
 * }</pre>
 */
public final class CdxProcess implements AutoCloseable {

  /** Enough for a JVM that starts on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final long LOOK_AGAIN_MILLIS = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Signals go to its handle: {@code Process.destroy()} would close its output as well. */
  private final Process process;

  private final Output out;
  private final Output err;

  private CdxProcess(Process process) {
    this.process = process;
    this.out = new Output(process.getInputStream(), "cdx-out-" + process.pid());
    this.err = new Output(process.getErrorStream(), "cdx-err-" + process.pid());
  }

  /** Starts {@code cdx} with these words. */
  static CdxProcess start(Object... words) {
    return start(Map.of(), words);
  }

  /** Starts {@code cdx} with more environment variables. */
  static CdxProcess start(Map<String, String> environment, Object... words) {
    CdxProcess cdx = start(Cdx.class, environment, words);
    cdx.endInput();
    return cdx;
  }

  /** Starts {@code cdx} with a standard input that goes on until {@link #endInput}. */
  static CdxProcess startReading(Object... words) {
    return start(Cdx.class, Map.of(), words);
  }

  /** Starts another main class; its standard input goes on until {@link #endInput}. */
  public static CdxProcess startMain(Class<?> main, Object... words) {
    return start(main, Map.of(), words);
  }

  private static CdxProcess start(Class<?> main, Map<String, String> environment, Object... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    if (System.getProperty("cdx.faults") == null) {
      command.add("-XX:TieredStopAtLevel=1"); // Best for the short life of most of them.
    }
    command.addAll(SharedClasses.options());
    command.add(main.getName());
    for (Object word : words) {
      command.add(word.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    try {
      return new CdxProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs {@code cdx} to its end. */
  static CdxProcess run(Object... words) {
    return run(Map.of(), words);
  }

  /** Runs {@code cdx} with more environment variables to its end. */
  static CdxProcess run(Map<String, String> environment, Object... words) {
    CdxProcess cdx = start(environment, words);
    cdx.exitCode();
    return cdx;
  }

  /** Writes to its standard input, and returns when it has taken most of it. */
  public void feed(List<String> lines) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends its standard input. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line of standard output, with which a node says that it is ready. */
  JsonNode ready() {
    return json(out.await(line -> true, 1).get(0));
  }

  /** Waits until standard output has so many lines of which a text is part. */
  public List<String> awaitLines(String part, int count) {
    return out.await(line -> line.contains(part), count);
  }

  /** Waits until standard error has a line of which a text is part. */
  void awaitMessage(String part) {
    err.await(line -> line.contains(part), 1);
  }

  /** Standard output so far, each line as JSON. */
  List<JsonNode> results() {
    return out.lines().stream().map(CdxProcess::json).toList();
  }

  /** How many lines of standard output have a text as a part, so far. */
  public long count(String part) {
    return out.lines().stream().filter(line -> line.contains(part)).count();
  }

  /** The last line of standard output so far that has a text as a part. */
  public Optional<String> last(String part) {
    return out.lines().stream().filter(line -> line.contains(part)).reduce((one, next) -> next);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output so far. */
  public List<String> lines() {
    return out.lines();
  }

  /** Standard error so far. */
  public String messages() {
    return String.join("\n", err.lines());
  }

  /** Waits for the end, not longer than this, and tells whether it came. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits for the end. */
  public int exitCode() {
    return exitCode(PATIENCE);
  }

  /** Waits for the end. */
  public int exitCode(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("cdx still runs after " + patience + ". " + told());
      }
      out.join();
      err.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return process.exitValue();
  }

  /** Kills it without a warning (SIGKILL), and waits until it is gone. */
  public void kill() {
    process.toHandle().destroyForcibly();
    exitCode();
  }

  /** Asks it to stop (SIGTERM), and waits until it has. */
  public int terminate() {
    process.toHandle().destroy();
    return exitCode();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    kill();
  }

  private String told() {
    return "It said:\n" + String.join("\n", out.lines()) + "\n" + messages();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON: " + line, e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  /** What arrives on one of its two streams. */
  private final class Output {

    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    Output(InputStream from, String name) {
      reader = new Thread(() -> read(from), name);
      reader.setDaemon(true);
      reader.start();
    }

    private void read(InputStream from) {
      try (BufferedReader text =
          new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
        for (String line = text.readLine(); line != null; line = text.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        add("(the stream broke: " + e.getMessage() + ")");
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized List<String> lines() {
      return List.copyOf(lines);
    }

    synchronized List<String> await(Predicate<String> wanted, int count) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      List<String> found = matching(wanted);
      while (found.size() < count && !ended && System.nanoTime() < end) {
        try {
          wait(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
          throw interrupted(e);
        }
        found = matching(wanted);
      }
      if (found.size() < count) {
        throw new AssertionError("cdx did not say what was expected. " + told());
      }
      return found;
    }

    private List<String> matching(Predicate<String> wanted) {
      return lines.stream().filter(wanted).toList();
    }

    void join() throws InterruptedException {
      reader.join(PATIENCE.toMillis());
    }
  }
}
