package io.github.citydc.benchmarks;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.SignedReceipt;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Messages from a client to a hub in the same JVM, each validated, signed, verified, stored in the
 * inbox and answered with a signed receipt that is verified; beside a bare loop that does the least
 * a signed request can: HTTP, one signature, one verification, nothing stored.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(16)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class ExchangeBenchmark {

  private static final int PERSONS = 1024;
  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId SENDER = NodeId.parse("440100:114401000074821105:grid");

  private final List<Person> persons = Samples.persons(PERSONS);
  private final BareLoop bare = BareLoop.start();
  private final SandboxNode hub;
  private final ExchangeClient client;

  /** Starts both servers. */
  public ExchangeBenchmark() {
    SandboxCity city = SandboxCity.found("Benchmark Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(Path.of("target", "exchange-benchmark-" + ProcessHandle.current().pid()))
            .on(Person.class, (person, context) -> {})
            .start();
    client =
        ExchangeClient.builder()
            .self(SENDER)
            .signer(HttpSignatures.signer(city.enrol(SENDER)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .build();
  }

  /** Stops both servers. */
  @TearDown(Level.Trial)
  public void stop() {
    hub.close();
    bare.close();
  }

  /** A request with one signature, verified at the other side. */
  @Benchmark
  public int bareLoop() throws IOException {
    return bare.send("{\"idNumber\":\"…\",\"name\":\"…\"}");
  }

  /** A person sent to the hub's durable inbox, with a verified receipt. */
  @Benchmark
  public SignedReceipt message() {
    return client.send(HUB, persons.get(ThreadLocalRandom.current().nextInt(PERSONS)));
  }
}
