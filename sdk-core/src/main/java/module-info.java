/**
 * The payloads exchanged between the nodes of a city's e-government network, and the exchange
 * itself.
 */
@SuppressWarnings("module") // These are compiled after this one.
module io.github.citydc.core {
  requires transitive com.fasterxml.jackson.databind;
  requires transitive jakarta.validation;
  requires transitive java.net.http;
  requires transitive java.sql;
  requires transitive okhttp3;
  requires static com.github.luben.zstd_jni;
  requires static com.h2database;
  requires static com.ibm.icu;
  requires static jakarta.servlet;
  requires static org.dnsjava;
  requires static transitive org.jspecify;
  requires static java.compiler;
  requires static org.hibernate.validator;
  requires static io.soabase.recordbuilder.core;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires com.fasterxml.uuid;
  requires dev.failsafe.core;
  requires org.slf4j;
  // What OkHttp needs and, without a descriptor, does not require.
  requires transitive kotlin.stdlib;

  uses io.github.citydc.exchange.message.HashProvider;
  uses io.github.citydc.naming.node.CertificateDecoder;

  exports io.github.citydc.code;
  exports io.github.citydc.exchange;
  exports io.github.citydc.exchange.archive;
  exports io.github.citydc.exchange.audit;
  exports io.github.citydc.exchange.batch;
  exports io.github.citydc.exchange.batch.reception;
  exports io.github.citydc.exchange.batch.upload;
  exports io.github.citydc.exchange.bundle;
  exports io.github.citydc.exchange.content;
  exports io.github.citydc.exchange.document;
  exports io.github.citydc.exchange.event;
  exports io.github.citydc.exchange.file;
  exports io.github.citydc.exchange.http;
  exports io.github.citydc.exchange.jdbc;
  exports io.github.citydc.exchange.message;
  exports io.github.citydc.exchange.outbox;
  exports io.github.citydc.exchange.query;
  exports io.github.citydc.exchange.reconciliation;
  exports io.github.citydc.exchange.records;
  exports io.github.citydc.exchange.security;
  exports io.github.citydc.exchange.servlet;
  exports io.github.citydc.exchange.sharing;
  exports io.github.citydc.exchange.usage;
  exports io.github.citydc.model;
  exports io.github.citydc.model.catalog;
  exports io.github.citydc.model.certificate;
  exports io.github.citydc.model.collaboration;
  exports io.github.citydc.model.community;
  exports io.github.citydc.model.disclosure;
  exports io.github.citydc.model.document;
  exports io.github.citydc.model.economy;
  exports io.github.citydc.model.feedback;
  exports io.github.citydc.model.organization;
  exports io.github.citydc.model.population;
  exports io.github.citydc.model.service;
  exports io.github.citydc.model.sharing;
  exports io.github.citydc.model.space;
  exports io.github.citydc.model.standard;
  exports io.github.citydc.naming.dns;
  exports io.github.citydc.naming.domain;
  exports io.github.citydc.naming.node;
  exports io.github.citydc.naming.plan;
  exports io.github.citydc.naming.resource;
  exports io.github.citydc.validation;
  exports io.github.citydc.internal to
      io.github.citydc.signing,
      io.github.citydc.testkit;

  // Jackson and the Jakarta Validation provider look into the records; the provider makes our
  // constraint validator.
  opens io.github.citydc.model;
  opens io.github.citydc.model.catalog;
  opens io.github.citydc.model.certificate;
  opens io.github.citydc.model.collaboration;
  opens io.github.citydc.model.community;
  opens io.github.citydc.model.disclosure;
  opens io.github.citydc.model.document;
  opens io.github.citydc.model.economy;
  opens io.github.citydc.model.feedback;
  opens io.github.citydc.model.organization;
  opens io.github.citydc.model.population;
  opens io.github.citydc.model.service;
  opens io.github.citydc.model.sharing;
  opens io.github.citydc.model.space;
  opens io.github.citydc.validation.internal;
}
