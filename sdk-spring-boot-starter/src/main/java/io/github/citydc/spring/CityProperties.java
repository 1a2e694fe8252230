package io.github.citydc.spring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of the node.
 *
 * @param enabled Whether this application is a node of the city.
 * @param node Id of this node, division:organization:system. Optional, since its certificate names
 *     it; the start fails if the two differ.
 * @param keys Folder with the keys of this node as "cdx keygen" makes it: key.pem, certificate.pem,
 *     root.pem, and encryption-key.pem with encryption-certificate.pem if it takes encrypted
 *     payloads.
 * @param passphrase Passphrase of the private keys, if they are encrypted.
 * @param passphraseFile File whose first line is the passphrase of the private keys.
 * @param trust PEM file with the roots that certify nodes. By default root.pem in the folder of the
 *     keys.
 * @param smOnly Whether to use and accept SM2, SM3 and SM4 only.
 * @param basePath Path below which this node answers, as the directory of the city has it.
 * @param directory Where the other nodes are.
 * @param client How messages are sent.
 * @param receiver How messages are received.
 * @param limits Limits of the receiver.
 * @param outbox Messages that wait in the database until they are delivered.
 * @param jdbc The tables of the exchange.
 * @param metrics Meters of Micrometer.
 * @param audit The audit trail of the receiver.
 */
@ConfigurationProperties("citydc")
record CityProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String node,
    @Nullable Path keys,
    @Nullable String passphrase,
    @Nullable Path passphraseFile,
    @Nullable Path trust,
    @DefaultValue("false") boolean smOnly,
    @DefaultValue("/cdx/v1") String basePath,
    @DefaultValue Directory directory,
    @DefaultValue Client client,
    @DefaultValue Receiver receiver,
    @DefaultValue Limits limits,
    @DefaultValue Outbox outbox,
    @DefaultValue Jdbc jdbc,
    @DefaultValue Metrics metrics,
    @DefaultValue Audit audit) {

  /** Shows no passphrase. */
  @Override
  public String toString() {
    return "CityProperties[node=" + node + ", keys=" + keys + ", basePath=" + basePath + "]";
  }

  /**
   * Where the other nodes are: a file, the signed directory of the hub, or both.
   *
   * @param file JSON file with the nodes, their addresses and certificates, read at the start.
   * @param hub Id of the hub that publishes the directory.
   * @param url Address of the directory that the hub publishes, such as
   *     https://hub.example.gov.cn/cdx/v1/directory.
   * @param memory File that remembers the last directory, so that an older one is refused after a
   *     restart, too.
   * @param refresh Time after which the directory of the hub is fetched again.
   */
  record Directory(
      @Nullable Path file,
      @Nullable String hub,
      @Nullable String url,
      @Nullable Path memory,
      @DefaultValue("5m") Duration refresh) {}

  /**
   * How messages are sent.
   *
   * @param maxAttempts Number of tries of one call before its failure is thrown.
   * @param circuitFailures Number of failures in a row after which a node is left alone.
   * @param circuitPause Time for which a node that does not answer is left alone.
   * @param allowPlainHttp Whether nodes may be called over plain http that are not on this machine.
   */
  record Client(
      @DefaultValue("3") int maxAttempts,
      @DefaultValue("5") int circuitFailures,
      @DefaultValue("30s") Duration circuitPause,
      @DefaultValue("false") boolean allowPlainHttp) {}

  /**
   * How messages are received.
   *
   * @param enabled Whether this application receives messages.
   * @param proxies Addresses of the proxies before this application, whose X-Forwarded-For is
   *     believed.
   */
  record Receiver(@DefaultValue("true") boolean enabled, @DefaultValue Set<String> proxies) {}

  /**
   * Limits of the receiver.
   *
   * @param bodySize Largest body of a message, at least 64KB. 4MB by default.
   * @param requests Number of requests handled at once. 64 by default.
   * @param waiting Number of requests that may wait. 256 by default.
   * @param bufferedBytes Memory for bodies that arrive or wait. An eighth of the heap by default,
   *     at least 16MB.
   * @param requestsPerNode Number of requests of one node handled at once. 32 by default.
   * @param requestsPerSecond Number of requests of one node in a second. 5000 by default.
   * @param unverifiedPerSecond Number of unverified requests that get a signed answer in a second.
   *     50 by default.
   * @param unverifiedPerAddress Number of these that may come from one address. 10 by default;
   *     behind a proxy set it to unverified-per-second.
   * @param bodyTime Time a body may take to arrive. 60s by default.
   * @param bytesPerSecond Least speed of a body in bytes per second. 4096 by default.
   */
  record Limits(
      @Nullable DataSize bodySize,
      @Nullable Integer requests,
      @Nullable Integer waiting,
      @Nullable DataSize bufferedBytes,
      @Nullable Integer requestsPerNode,
      @Nullable Integer requestsPerSecond,
      @Nullable Integer unverifiedPerSecond,
      @Nullable Integer unverifiedPerAddress,
      @Nullable Duration bodyTime,
      @Nullable Integer bytesPerSecond) {}

  /**
   * Messages that wait in the database until they are delivered.
   *
   * @param enabled Whether there is an outbox.
   * @param dispatch Whether this process sends what waits.
   * @param workers Number of requests sent at once.
   * @param bundle Largest number of messages in one request.
   * @param idle Longest pause between two looks into the outbox.
   * @param lease Time after which another process takes over the messages of one that has crashed.
   * @param firstPause Pause after the first failure of a message.
   * @param longestPause Longest pause that doubling leads to.
   * @param maxAttempts Number of tries after which the receiver is asked for the receipt.
   * @param receiptAfter Time between the last try and this question.
   * @param patience Longest outage of a receiver that the outbox bridges.
   */
  record Outbox(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("true") boolean dispatch,
      @DefaultValue("4") int workers,
      @DefaultValue("500") int bundle,
      @DefaultValue("500ms") Duration idle,
      @DefaultValue("5m") Duration lease,
      @DefaultValue("1s") Duration firstPause,
      @DefaultValue("10m") Duration longestPause,
      @DefaultValue("50") int maxAttempts,
      @DefaultValue("10m") Duration receiptAfter,
      @DefaultValue("30d") Duration patience) {}

  /**
   * The tables of the exchange.
   *
   * @param initializeSchema When to make the tables of the exchange: in an embedded database,
   *     always, or never.
   */
  record Jdbc(@DefaultValue("embedded") SchemaInitialization initializeSchema) {}

  /**
   * Meters of Micrometer.
   *
   * @param enabled Whether the node is measured, if there is a registry.
   */
  record Metrics(@DefaultValue("true") boolean enabled) {}

  /**
   * The audit trail of the receiver.
   *
   * @param enabled Whether it is written down, in the table cdx_audit, who has sent or read what,
   *     when, from where, and what came of it.
   */
  record Audit(@DefaultValue("false") boolean enabled) {}
}
