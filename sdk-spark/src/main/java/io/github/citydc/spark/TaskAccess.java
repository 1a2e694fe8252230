package io.github.citydc.spark;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.trust.TrustStore;
import java.io.Serializable;
import java.net.URI;
import org.apache.spark.SparkEnv;

/**
 * What a task needs to reach the node: its address, certificates and a ticket for signatures, but
 * no key.
 */
final class TaskAccess implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String DRIVER = "driver";

  private final URI url;
  private final NodeId receiver;
  private final boolean plainHttp;
  private final String certificates;
  private final String root;
  private final String ticket;

  TaskAccess(
      URI url,
      NodeId receiver,
      boolean plainHttp,
      String certificates,
      String root,
      String ticket) {
    this.url = url;
    this.receiver = receiver;
    this.plainHttp = plainHttp;
    this.certificates = certificates;
    this.root = root;
    this.ticket = ticket;
  }

  NodeId receiver() {
    return receiver;
  }

  /** Opens the link of a task, which closes it. */
  NodeLink open() {
    SigningKey key =
        SigningKey.fromProvider(
            new DriverProvider.Key(),
            DriverProvider.of(this::sign),
            Certificates.fromPem(certificates));
    NodeLink.Builder link = NodeLink.builder(url, key, TrustStore.ofPem(root)).receiver(receiver);
    return (plainHttp ? link.allowingPlainHttp() : link).build();
  }

  private byte[] sign(byte[] text) {
    return isDriver()
        ? SigningDesk.ofThisDriver().sign(ticket, text)
        : CityPlugin.OnExecutor.ask(new SigningRequest(ticket, text));
  }

  /** In local mode tasks run in the driver. */
  private static boolean isDriver() {
    SparkEnv env = SparkEnv.get();
    return env == null || DRIVER.equals(env.executorId());
  }

  /** Without the ticket. */
  @Override
  public String toString() {
    return "TaskAccess[" + receiver + "]";
  }
}
