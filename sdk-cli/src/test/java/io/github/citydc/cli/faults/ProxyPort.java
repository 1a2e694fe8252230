package io.github.citydc.cli.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The port of a proxy, any that is free on the loopback address, with the threads that serve it and
 * the connections that are open. Thread-safe.
 */
final class ProxyPort implements Closeable {

  private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool(ProxyPort::daemon);
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  /** What becomes of a connection; if it fails, the client sees a closed connection. */
  @FunctionalInterface
  interface Reception {

    void welcome(Socket client) throws IOException;
  }

  /** Listens, but lets nobody in yet. */
  ProxyPort() throws IOException {}

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    return thread;
  }

  int number() {
    return server.getLocalPort();
  }

  /** Lets clients in, one at a time, until this is closed. */
  void admit(Reception reception) {
    threads.execute(
        () -> {
          while (!server.isClosed()) {
            try {
              welcome(reception, server.accept());
            } catch (IOException e) {
              // The node is down, or this proxy is closed.
            }
          }
        });
  }

  private static void welcome(Reception reception, Socket client) throws IOException {
    try {
      reception.welcome(client);
    } catch (IOException e) {
      client.close();
      throw e;
    }
  }

  /** Does something on a thread of its own. */
  void execute(Runnable task) {
    threads.execute(task);
  }

  /** A connection that is closed with this port, unless it is done before. */
  void keep(Closeable connection) {
    open.add(connection);
  }

  void done(Closeable connection) {
    open.remove(connection);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Closeable each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
