package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.servlet.ExchangeServlet;
import java.net.URI;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A servlet container, with no settings but those it must have. */
enum Container {
  JETTY {
    @Override
    Running start(ExchangeServlet servlet, Path folder) throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler("/");
      ServletHolder holder = new ServletHolder(servlet);
      holder.setAsyncSupported(true);
      context.addServlet(holder, PATHS);
      server.setHandler(context);
      server.start();
      return new Running(baseUrl(connector.getLocalPort()), server::stop);
    }
  },
  TOMCAT {
    @Override
    Running start(ExchangeServlet servlet, Path folder) throws Exception {
      Tomcat server = new Tomcat();
      server.setBaseDir(folder.toString());
      server.setPort(0);
      server.getConnector().setProperty("address", "127.0.0.1");
      Context context = server.addContext("", folder.toString());
      Wrapper wrapper = Tomcat.addServlet(context, "exchange", servlet);
      wrapper.setAsyncSupported(true);
      wrapper.addMapping(PATHS);
      server.start();
      return new Running(
          baseUrl(server.getConnector().getLocalPort()),
          () -> {
            server.stop();
            server.destroy();
          });
    }
  };

  private static final String PATHS = ExchangeReceiver.DEFAULT_BASE_PATH + "/*";

  abstract Running start(ExchangeServlet servlet, Path folder) throws Exception;

  private static URI baseUrl(int port) {
    return URI.create("http://127.0.0.1:" + port + ExchangeReceiver.DEFAULT_BASE_PATH);
  }

  /** Ends a container. */
  interface Stopping {

    void stop() throws Exception;
  }

  /** A container that answers. */
  record Running(URI baseUrl, Stopping stopping) implements AutoCloseable {

    @Override
    public void close() {
      try {
        stopping.stop();
      } catch (Exception e) {
        throw new IllegalStateException("The container did not stop", e);
      }
    }
  }
}
