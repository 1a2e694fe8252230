/** A city node to test against, with its certificates, its database and its server. */
module io.github.citydc.testkit {
  requires transitive io.github.citydc.core;
  requires transitive io.github.citydc.signing;
  requires static transitive org.jspecify;
  requires static org.junit.jupiter.api;
  requires com.h2database;
  requires jakarta.servlet;
  requires jdk.httpserver;
  requires org.eclipse.jetty.ee10.servlet;
  requires org.eclipse.jetty.http;
  requires org.eclipse.jetty.server;
  requires io.prometheus.metrics.core;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;

  exports io.github.citydc.testkit;
  exports io.github.citydc.testkit.conformance;
  exports io.github.citydc.testkit.fault;
  exports io.github.citydc.testkit.junit;
  exports io.github.citydc.testkit.metrics;
}
