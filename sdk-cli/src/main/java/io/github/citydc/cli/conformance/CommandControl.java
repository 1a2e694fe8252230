package io.github.citydc.cli.conformance;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.testkit.conformance.NodeControl;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Restarts a node by a command, and waits until it answers. */
public final class CommandControl implements NodeControl {

  private static final int TRIES = 300;
  private static final int PAUSE = 100;

  private final String command;
  private final URI url;

  public CommandControl(String command, URI url) {
    this.command = command;
    this.url = url;
  }

  @Override
  public void restart() throws IOException, InterruptedException {
    int exitCode = new ShellCommand(command).run(Map.of("CDX_URL", url.toString())).exitCode();
    if (exitCode != 0) {
      throw new IOException("The command of --restart has exited with " + exitCode);
    }
    HttpRequest question =
        new HttpRequest("GET", URI.create(url + "/node"), HttpHeaders.empty(), Content.empty());
    HttpTransport transport = JdkHttpTransport.create();
    try (transport) {
      for (int i = 0; i < TRIES; i++) {
        if (answers(transport, question)) {
          return;
        }
        Thread.sleep(PAUSE);
      }
    }
    throw new IOException("The node does not answer after --restart");
  }

  private static boolean answers(HttpTransport transport, HttpRequest question) {
    try {
      return transport.exchange(question).status() == 200;
    } catch (TransportException e) {
      return false;
    }
  }
}
