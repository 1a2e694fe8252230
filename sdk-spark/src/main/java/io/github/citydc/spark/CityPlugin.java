package io.github.citydc.spark;

import java.util.Map;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Lets executors have part uploads signed by the driver, so that no key leaves it. Every Spark
 * application with executors of its own sets {@code
 * spark.plugins=io.github.citydc.spark.CityPlugin}, and has its RPC authenticated and encrypted:
 * {@code spark.authenticate=true} and {@code spark.network.crypto.enabled=true}.
 *
 * <p><b>Security guarantees.</b> A task gets signatures with a ticket of 128 bits: with that of a
 * write, which ends with it, of {@code PUT} and {@code HEAD} of the parts of that one batch to that
 * one node; with that of reads, which lasts as long as the driver, of {@code GET /records} of that
 * one node. Manifests and messages are signed for no task.
 */
public final class CityPlugin implements SparkPlugin {

  /** Made by Spark. */
  public CityPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new OnDriver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new OnExecutor();
  }

  private static final class OnDriver implements DriverPlugin {

    @Override
    public Object receive(Object message) {
      if (message instanceof SigningRequest request) {
        return SigningDesk.ofThisDriver().sign(request.ticket(), request.text());
      }
      throw new IllegalArgumentException("Not a request of a task of the data source citydc");
    }
  }

  /** Keeps the way to the driver, of which an executor has one. */
  static final class OnExecutor implements ExecutorPlugin {

    private static volatile @Nullable PluginContext driver;

    @Override
    public void init(PluginContext context, Map<String, String> extra) {
      driver = context;
    }

    static byte[] ask(SigningRequest request) {
      PluginContext context = driver;
      if (context == null) {
        throw new IllegalStateException(
            "Executors cannot have requests signed: set spark.plugins="
                + CityPlugin.class.getName()
                + " before the application starts");
      }
      try {
        return (byte[]) context.ask(request);
      } catch (Exception e) {
        throw new java.security.ProviderException("The driver does not sign: " + e.getMessage(), e);
      }
    }
  }
}
