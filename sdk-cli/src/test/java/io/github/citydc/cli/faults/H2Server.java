package io.github.citydc.cli.faults;

import io.github.citydc.cli.CdxProcess;
import java.nio.file.Path;
import java.util.Optional;
import org.h2.tools.Server;

/** H2 as a process of its own. */
final class H2Server implements DatabaseServer {

  private final Path folder;
  private final int port = FreePort.find();
  private CdxProcess running;

  H2Server(Path folder) {
    this.folder = folder;
    this.running = start();
  }

  private CdxProcess start() {
    CdxProcess server =
        CdxProcess.startMain(
            Server.class,
            "-tcp",
            "-tcpPort",
            port,
            "-ifNotExists",
            "-baseDir",
            folder.toAbsolutePath());
    server.awaitLines("running", 1);
    return server;
  }

  /** Space in its file is used again after a second, not after 45: a crash must not tell. */
  @Override
  public String place(String name) {
    return "jdbc:h2:tcp://127.0.0.1:" + port + "/./" + name + ";WRITE_DELAY=0;RETENTION_TIME=1000";
  }

  @Override
  public void crash() {
    running.kill();
    running = start();
  }

  @Override
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(running.pid());
  }

  @Override
  public void close() {
    running.close();
  }
}
