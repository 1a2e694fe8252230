package io.github.citydc.cli.faults;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * A disk that is full, for the processes of a database: no file of theirs may grow beyond a size.
 * Needs {@code prlimit} of util-linux.
 */
final class DiskQuota {

  private final ProcessHandle process;

  DiskQuota(ProcessHandle process) {
    this.process = process;
  }

  static boolean isSupported() {
    try {
      Process version = new ProcessBuilder("prlimit", "--version").start();
      return version.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  void limit(long bytes) throws IOException {
    set(bytes + ":unlimited");
  }

  void lift() throws IOException {
    set("unlimited:unlimited");
  }

  private void set(String size) throws IOException {
    for (ProcessHandle each : Stream.concat(Stream.of(process), process.descendants()).toList()) {
      new ProcessBuilder("prlimit", "--pid", "" + each.pid(), "--fsize=" + size)
          .inheritIO()
          .start()
          .onExit()
          .join();
    }
  }
}
