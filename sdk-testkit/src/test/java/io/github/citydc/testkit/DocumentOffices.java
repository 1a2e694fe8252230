package io.github.citydc.testkit;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.document.CopyKey;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.exchange.document.DocumentExchange;
import io.github.citydc.exchange.document.DocumentHandler;
import io.github.citydc.exchange.document.DocumentLog;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;

/**
 * Two offices that exchange one document, and a network between them that loses, repeats, delays
 * and crosses what they send. All of it in one thread: the same seed has the same history.
 */
final class DocumentOffices {

  private static final NodeId CITY = NodeId.parse("440100:114401000074821105:oa");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:oa");
  private static final Organ CITY_OFFICE = Organ.of("广州市人民政府办公厅", "114401000074821105");
  private static final Organ DISTRICT = Organ.of("广州市天河区人民政府", "11440106007482911C");
  private static final URI ADDRESS = URI.create("http://node.example/cdx/v1");
  private static final int DEEPEST = 3;

  /** Neighbouring seeds begin alike. */
  static final long SCATTER = 0x9E3779B97F4A7C15L;

  private final Random random;
  private final OfficialDocument document;
  private final Office city;
  private final Office district;
  private final List<Sent> seen = new ArrayList<>();
  private final List<Sent> late = new ArrayList<>();
  private boolean calm;
  private int depth;

  /** A request on its way. */
  private record Sent(Office to, HttpRequest request) {}

  DocumentOffices(DataSource ofCity, DataSource ofDistrict, long seed) {
    this.random = new Random(seed * SCATTER);
    this.document =
        OfficialDocumentBuilder.builder(TestDocuments.with()).documentId("公文" + seed).build();
    this.city = new Office(CITY, TIANHE, CITY_OFFICE, ofCity);
    this.district = new Office(TIANHE, CITY, DISTRICT, ofDistrict);
  }

  Office city() {
    return city;
  }

  Office district() {
    return district;
  }

  /** One side, with everything that a restart makes anew. */
  final class Office {

    private final NodeId node;
    private final Organ organ;
    private final DataSource database;
    private final DocumentCopy copy;
    private final List<String> told = new ArrayList<>();
    private int documents;
    private ExchangeReceiver receiver;
    private DocumentExchange exchange;
    private DocumentLog log;

    Office(NodeId node, NodeId other, Organ organ, DataSource database) {
      this.node = node;
      this.organ = organ;
      this.database = database;
      this.copy = DocumentCopy.of(document, DISTRICT, other);
      start();
    }

    void start() {
      log = JdbcDocumentLog.on(NodeDatabase.of(database, node));
      UnprotectedNode trusting = new UnprotectedNode(node);
      receiver =
          ExchangeReceiver.builder()
              .self(node)
              .signer(trusting)
              .verifier(trusting)
              .inbox(JdbcInbox.on(NodeDatabase.of(database, node)))
              .accessPolicy((sender, type, operation, jurisdiction) -> {})
              .on(OfficialDocument.class, (taken, context) -> documents++)
              .on(
                  DocumentAction.class,
                  DocumentHandler.noting(
                      log,
                      (action, context) -> told.add(action.action() + " " + action.actionId())))
              .build();
      ExchangeClient client =
          ExchangeClient.builder()
              .self(node)
              .allowingPlainHttp()
              .signer(trusting)
              .verifier(trusting)
              .directory(
                  other -> Optional.of(new NodeEntry(other, Optional.of(ADDRESS), List.of())))
              .transport((HttpTransport) this::exchange)
              .executor(Runnable::run)
              .circuit(10_000, Duration.ofSeconds(1))
              .maxAttempts(1)
              .build();
      exchange = DocumentExchange.of(client, organ, log);
    }

    private HttpResponse exchange(HttpRequest request) {
      return carry(new Sent(this == city ? district : city, request));
    }

    List<DocumentAction> life() {
      return exchange.actions(copy);
    }

    List<String> told() {
      return told;
    }

    int documents() {
      return documents;
    }

    boolean isWaiting() {
      return !log.waiting(CopyKey.of(document.documentId(), DISTRICT)).isEmpty();
    }
  }

  /** What may happen to a request. */
  private HttpResponse carry(Sent sent) {
    seen.add(sent);
    int fate = calm ? 99 : random.nextInt(100);
    if (fate < 12) {
      throw lost();
    }
    if (fate < 20) {
      late.add(sent);
      throw lost();
    }
    if (fate < 32) {
      deliver(sent);
      throw lost();
    }
    if (fate < 40) {
      deliver(sent);
    }
    if (fate < 65) {
      meanwhile();
    }
    HttpResponse response = deliver(sent);
    if (fate > 55 && fate < 75) {
      meanwhile();
    }
    return response;
  }

  private void meanwhile() {
    if (depth < DEEPEST) {
      depth++;
      act();
      depth--;
    }
  }

  private static TransportException lost() {
    return new TransportException("lost", new IOException("lost"));
  }

  private static HttpResponse deliver(Sent sent) {
    return sent.to.receiver.handle(sent.request);
  }

  /** Something that an office, the network or a power cut does; what is not allowed is refused. */
  void act() {
    try {
      switch (random.nextInt(14)) {
        case 0, 1 -> send();
        case 2, 3 -> city.exchange.remind(city.copy);
        case 4 -> city.exchange.withdraw(city.copy, "发文有误");
        case 5, 6, 7 -> district.exchange.receive(district.copy);
        case 8 -> district.exchange.signFor(district.copy);
        case 9 -> district.exchange.returnToSender(district.copy, "附件不全");
        case 10 -> city.exchange.sendWaiting();
        case 11 -> district.exchange.sendWaiting();
        case 12 -> arriveLate();
        default -> (random.nextBoolean() ? city : district).start();
      }
    } catch (ExchangeException e) {
      // Lost, or not allowed now: the office lets it be, or tries again some time.
    }
  }

  void send() {
    city.exchange.send(city.copy, document, List.of(), FileOptions.standard());
  }

  private void arriveLate() {
    if (!late.isEmpty()) {
      deliver(late.remove(random.nextInt(late.size())));
    }
  }

  /** From now on nothing is lost; what is on its way arrives, in any order, even after the end. */
  void calmDown() {
    calm = true;
    while (!late.isEmpty()) {
      arriveLate();
    }
    for (int round = 0; round < 6 && (city.isWaiting() || district.isWaiting()); round++) {
      city.exchange.sendWaiting();
      district.exchange.sendWaiting();
    }
  }

  /** Everything that was ever sent arrives once more. */
  void repeatAll() {
    seen.forEach(DocumentOffices::deliver);
  }
}
