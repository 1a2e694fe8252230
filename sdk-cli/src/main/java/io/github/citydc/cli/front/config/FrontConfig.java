package io.github.citydc.cli.front.config;

import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a front-end machine is set up.
 *
 * @param data the folder of its own: database, lock
 * @param hub the node it sends to
 * @param keys its keys
 * @param database its own database, empty for a file in {@code data}
 * @param limits how much it takes at a time
 * @param receipts where receipts are kept, a file each
 * @param http its port for the programs of this machine
 * @param tables tables that rows are taken from
 * @param folders folders that files are taken from
 * @param inbound what it receives
 */
public record FrontConfig(
    Path data,
    Hub hub,
    Keys keys,
    Optional<Login> database,
    Limits limits,
    Path receipts,
    Optional<Http> http,
    List<OutTable> tables,
    List<OutFolder> folders,
    Optional<Inbound> inbound) {

  /**
   * The hub.
   *
   * @param url where it answers
   * @param node its id
   * @param plainHttp whether plain http to another machine is allowed
   * @param tlsTrust the roots of its TLS certificate
   */
  public record Hub(URI url, NodeId node, boolean plainHttp, Optional<Path> tlsTrust) {}

  /** The keys of the node. */
  public sealed interface Keys {}

  /**
   * Keys in a folder, as {@code cdx keygen} makes it.
   *
   * @param folder the folder
   * @param passphrase what decrypts them
   */
  public record KeyFolder(Path folder, Optional<SecretSource> passphrase) implements Keys {}

  /**
   * A key in a token or a cipher machine.
   *
   * @param settings the settings of the JDK's provider SunPKCS11
   * @param alias the label of key and certificate
   * @param pin of the user
   * @param root the root of the city
   */
  public record KeyToken(Path settings, String alias, SecretSource pin, Path root)
      implements Keys {}

  /**
   * A database.
   *
   * @param url of JDBC
   * @param user who logs in
   * @param password of that user
   */
  public record Login(String url, Optional<String> user, Optional<SecretSource> password) {}

  /**
   * How much is taken at a time, and how long it is known.
   *
   * @param waiting how many messages may wait before nothing more is taken
   * @param together how many are taken in one transaction
   * @param remember how long a key is known whose result was given back
   */
  public record Limits(int waiting, int together, Duration remember) {}

  /**
   * A port for programs of this machine.
   *
   * @param address where it listens
   * @param port the port, 0 for any
   * @param token what a program must show to send; empty if none may
   */
  public record Http(String address, int port, Optional<SecretSource> token) {}

  /**
   * A table with rows to send.
   *
   * @param name of the source
   * @param database where it is
   * @param table its name
   * @param poll how often it is looked at
   */
  public record OutTable(String name, Login database, String table, Duration poll) {}

  /**
   * A folder with files to send.
   *
   * @param name of the source
   * @param folder where files are put
   * @param type what each line is
   * @param operation what is to be done with it
   * @param receiver whom it is for, empty for the hub
   * @param form how the file is read
   * @param marked whether a file counts only once there is a file of its name with {@code .ok}
   * @param poll how often it is looked at
   */
  public record OutFolder(
      String name,
      Path folder,
      Class<? extends Payload> type,
      Operation operation,
      Optional<NodeId> receiver,
      FileForm form,
      boolean marked,
      Duration poll) {}

  /**
   * How a file is read.
   *
   * @param csv whether it is CSV with a header, otherwise a JSON object a line
   * @param charset its encoding
   * @param separator between the cells of CSV
   * @param columns of CSV: the JSON Pointer of each column
   */
  public record FileForm(
      boolean csv, Charset charset, char separator, Map<String, String> columns) {}

  /**
   * What is received.
   *
   * @param address where the node listens
   * @param port the port, 0 for any
   * @param tls whether by https, with the TLS keys of the folder
   * @param targets where payloads go
   */
  public record Inbound(String address, int port, boolean tls, List<Target> targets) {}

  /** Where payloads go. */
  public sealed interface Target {

    /**
     * Which it is.
     *
     * @return its name
     */
    String name();

    /**
     * What goes there.
     *
     * @return the records
     */
    List<Class<? extends Payload>> types();
  }

  /**
   * A table that rows are put into.
   *
   * @param name of the target
   * @param types what goes there
   * @param database where it is
   * @param table its name
   */
  public record InTable(
      String name, List<Class<? extends Payload>> types, Login database, String table)
      implements Target {}

  /**
   * A folder that files are put into.
   *
   * @param name of the target
   * @param types what goes there
   * @param folder the folder
   */
  public record InFolder(String name, List<Class<? extends Payload>> types, Path folder)
      implements Target {}

  /**
   * An address that payloads are posted to.
   *
   * @param name of the target
   * @param types what goes there
   * @param url the address
   * @param token what is shown there
   */
  public record Webhook(
      String name, List<Class<? extends Payload>> types, URI url, Optional<SecretSource> token)
      implements Target {}
}
