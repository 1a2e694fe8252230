package io.github.citydc.benchmarks;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Messages from a client to a hub in the same JVM, each validated, signed, verified, stored in the
 * inbox and answered with a signed receipt that is verified; beside a bare loop that does the least
 * a signed request can: HTTP, one signature, one verification, nothing stored. And batches: records
 * a second until all are stored. The JVM takes more than a minute to compile so much code.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(32)
@Fork(1)
@Warmup(iterations = 10, time = 10)
@Measurement(iterations = 5, time = 10)
public class ExchangeBenchmark {

  private static final int PERSONS = 1024;
  private static final int RECORDS = 1_000_000;
  private static final String TABLE =
      "CREATE TABLE person (id_number VARCHAR(18), name VARCHAR(50))";
  private static final String INSERT = "INSERT INTO person (id_number, name) VALUES (?, ?)";
  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId SENDER = NodeId.parse("440100:114401000074821105:grid");

  private final List<Person> persons = Samples.persons(PERSONS);
  private final AtomicLong houses = new AtomicLong();
  private final BareLoop bare = BareLoop.start();
  private final Path folder =
      Path.of("target", "exchange-benchmark-" + ProcessHandle.current().pid());
  private final SandboxNode hub;
  private final ExchangeClient client;
  private final Uploader uploader;

  /** Starts both servers. */
  public ExchangeBenchmark() {
    SandboxCity city = SandboxCity.found("Benchmark Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(Person.class, (person, context) -> {})
            .onBatch(Person.class, (people, context) -> save(people, context.connection()))
            .start();
    try (Connection connection = hub.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    } catch (SQLException e) {
      throw new IllegalStateException("The register of the hub cannot be made", e);
    }
    SigningKey key = city.enrol(SENDER);
    client = client(city, key).build();
    uploader = Uploader.through(client(city, key).withoutLocalValidation().build());
  }

  private static ExchangeClientBuilder client(SandboxCity city, SigningKey key) {
    return ExchangeClient.builder()
        .self(SENDER)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory());
  }

  private static void save(List<Person> people, Connection connection) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Person person : people) {
        insert.setString(1, person.idNumber());
        insert.setString(2, person.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Stops both servers, and takes away what the hub has stored: a gigabyte or more. */
  @TearDown(Level.Trial)
  public void stop() throws IOException {
    hub.close();
    bare.close();
    try (Stream<Path> stored = Files.walk(folder)) {
      for (Path path : stored.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
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

  /** A million persons sent in one batch, none like another, validated by the hub, and stored. */
  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(RECORDS)
  public UploadReport upload() {
    UploadReport report =
        uploader.upload(
            HUB,
            RecordSource.of(Person.class, Stream.generate(this::mover).limit(RECORDS)),
            UploadOptions.standard());
    if (report.accepted() != RECORDS) {
      throw new IllegalStateException("Not every record was accepted: " + report);
    }
    return report;
  }

  private Person mover() {
    long house = houses.incrementAndGet();
    return PersonBuilder.builder(persons.get((int) (house % PERSONS)))
        .residenceAddress(Address.of("440106001", "五山路" + house + "号"))
        .build();
  }
}
