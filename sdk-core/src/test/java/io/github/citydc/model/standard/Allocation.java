package io.github.citydc.model.standard;

import java.lang.reflect.Method;

/**
 * The bytes the current thread has allocated so far. By reflection: the module under test does not
 * read the management modules.
 */
final class Allocation {

  private final Object threads;
  private final Method bytes;

  Allocation() {
    try {
      threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      bytes =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  long bytes() {
    try {
      return (Long) bytes.invoke(threads);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
