package io.github.citydc.exchange.internal;

import io.github.citydc.naming.node.NodeId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What the log lines of this thread are about, in the MDC of SLF4J, until it is closed; then what
 * was there before is there again. Closed by the thread that has opened it, the last one first.
 */
public final class LogContext implements AutoCloseable {

  /** The message, or the batch. */
  public static final String MESSAGE = "cdx.message";

  /** The node on the other side. */
  public static final String NODE = "cdx.node";

  /** The trace, of W3C Trace Context. */
  public static final String TRACE = "cdx.trace";

  private final String key;
  private final @Nullable String before;

  private LogContext(String key, String value) {
    this.key = key;
    this.before = MDC.get(key);
    MDC.put(key, value);
  }

  /**
   * The message that is worked on.
   *
   * @param id of the message or the batch
   * @return to be closed
   */
  public static LogContext message(String id) {
    return new LogContext(MESSAGE, id);
  }

  /**
   * The node that is worked for.
   *
   * @param id of the node on the other side, verified
   * @return to be closed
   */
  public static LogContext node(NodeId id) {
    return new LogContext(NODE, id.toString());
  }

  /**
   * The trace that is worked for.
   *
   * @param id of the trace
   * @return to be closed
   */
  public static LogContext trace(String id) {
    return new LogContext(TRACE, id);
  }

  @Override
  public void close() {
    if (before == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, before);
    }
  }
}
