package io.github.citydc.exchange.batch.internal;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The optional library of zstd; nothing else refers to it. */
final class Zstd {

  private static final int FASTEST_LEVEL = 1;

  /** 8 MiB, what RFC 8878 §3.1.1.1.2 asks of every decoder; more is a way to eat memory. */
  private static final int LARGEST_WINDOW = 23;

  private static final boolean THERE = load();

  private Zstd() {}

  private static boolean load() {
    try {
      return com.github.luben.zstd.Zstd.defaultCompressionLevel() > 0;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Returns whether the library and its native part for this machine are there. */
  static boolean isThere() {
    return THERE;
  }

  static OutputStream compressing(OutputStream out) throws IOException {
    return new ZstdOutputStream(out, RecyclingBufferPool.INSTANCE, FASTEST_LEVEL);
  }

  static InputStream decompressing(InputStream in) throws IOException {
    return new ZstdInputStream(in, RecyclingBufferPool.INSTANCE).setLongMax(LARGEST_WINDOW);
  }
}
