package io.github.citydc.cli.faults;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.function.Consumer;

/** One connection through a proxy, which ends with its fault. */
final class Wire implements Closeable {

  private static final int CHUNK = 8192;

  private final Socket client;
  private final Socket node;
  private final Plan plan;
  private final Consumer<Wire> listener;
  private final ByteArrayOutputStream recording = new ByteArrayOutputStream();
  private volatile boolean struck;

  /** A fault that comes after so many bytes; until then each chunk is held up for a while. */
  record Plan(WireFault fault, int after, int delayMillis) {}

  Wire(Socket client, Socket node, Plan plan, Consumer<Wire> listener) {
    this.client = client;
    this.node = node;
    this.plan = plan;
    this.listener = listener;
  }

  Plan plan() {
    return plan;
  }

  /** Whether its fault has come about. */
  boolean isStruck() {
    return struck;
  }

  /** What the client has said, if it is recorded. */
  byte[] recorded() {
    return recording.toByteArray();
  }

  void carryRequests() {
    carry(client, node, !plan.fault().isInResponses(), plan.fault() == WireFault.CUT_REQUEST);
  }

  void carryResponses() {
    carry(node, client, plan.fault().isInResponses(), plan.fault() == WireFault.CUT_RESPONSE);
  }

  /**
   * Carries bytes until one side hangs up, or until there were enough of them.
   *
   * @param ends whether this direction is the one the fault is in
   * @param cuts whether the fault comes in the middle of what is said
   */
  private void carry(Socket from, Socket to, boolean ends, boolean cuts) {
    byte[] chunk = new byte[CHUNK];
    long carried = 0;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        Thread.sleep(plan.delayMillis());
        if (ends && carried + read > plan.after()) {
          end(out, chunk, cuts ? (int) (plan.after() - carried) : read);
          return;
        }
        if (plan.fault() == WireFault.REPLAY && ends) {
          recording.write(chunk, 0, read);
        }
        out.write(chunk, 0, read);
        carried += read;
      }
    } catch (IOException e) {
      // One of the two has hung up, or was killed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(OutputStream out, byte[] chunk, int length) throws IOException {
    switch (plan.fault()) {
      case LOSE_RESPONSE -> {}
      case REPLAY, DELAY -> {
        recording.write(chunk, 0, length);
        out.write(chunk, 0, length);
      }
      default -> out.write(chunk, 0, length);
    }
    struck = true;
    listener.accept(this);
  }

  @Override
  public void close() {
    try (client;
        node) {
      // Closing is all.
    } catch (IOException e) {
      // It was broken already.
    }
  }
}
