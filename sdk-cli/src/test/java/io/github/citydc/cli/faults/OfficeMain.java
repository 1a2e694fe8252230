package io.github.citydc.cli.faults;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.document.AttachedFile;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.exchange.document.DocumentExchange;
import io.github.citydc.exchange.document.DocumentHandler;
import io.github.citydc.exchange.document.DocumentLog;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;

/**
 * An office as a process: its node, and somebody who does what is to be done with each document.
 * Its arguments are the folder of the city, its name, its port and that of the other office, the
 * place of its database, its folder of content, and the number of documents. It prints when it is
 * ready and when all documents are signed for, and ends when it is killed or asked to.
 *
 * <p>Every third document is reminded, every fourth is returned and sent again, so that it is
 * delivered twice.
 */
final class OfficeMain {

  static final String READY = "office ready";
  static final String DONE = "all signed for";
  static final String CITY = "city";
  static final String DISTRICT = "district";

  static final NodeId CITY_NODE = NodeId.parse("440100:114401000074821105:oa");
  static final NodeId DISTRICT_NODE = NodeId.parse("440106:11440106007482911C:oa");
  private static final Organ CITY_OFFICE = Organ.of("广州市人民政府办公厅", "114401000074821105");
  static final Organ RECIPIENT = Organ.of("广州市天河区人民政府", "11440106007482911C");

  private static final int PART_SIZE = 16 * 1024;
  private static final int LARGEST = 20 * PART_SIZE;
  private static final long AGAIN_MILLIS = 20;

  private final boolean sends;
  private final DocumentExchange documents;
  private final Path outgoing;

  private OfficeMain(boolean sends, DocumentExchange documents, Path outgoing) {
    this.sends = sends;
    this.documents = documents;
    this.outgoing = outgoing;
  }

  public static void main(String[] args) throws Exception {
    boolean sends = args[1].equals(CITY);
    NodeId self = node(args[1]);
    SandboxCity city = Vendor.city(Path.of(args[0]));
    Database database = Database.open(args[4], Optional.empty(), Optional.empty());
    DataSource tables = database.dataSource();
    DocumentLog log = JdbcDocumentLog.on(NodeDatabase.of(tables, self));
    createTables(tables);
    SandboxNode.builder(city, self)
        .storingIn(tables)
        .contentIn(Path.of(args[5]))
        .port(Integer.parseInt(args[2]))
        .on(OfficialDocument.class, OfficeMain::take)
        .on(
            DocumentAction.class,
            DocumentHandler.noting(
                log,
                (action, context) ->
                    insert(context, "office_action", action.documentId(), action.actionId())))
        .start();
    DocumentExchange documents =
        DocumentExchange.of(
            client(city, self, Integer.parseInt(args[3])), sends ? CITY_OFFICE : RECIPIENT, log);
    Path outgoing = Files.createDirectories(Path.of(args[5] + ".outgoing"));
    System.out.println(READY);
    BackgroundWork work = documents.start(Duration.ofMillis(200));
    try (work) {
      new OfficeMain(sends, documents, outgoing).work(Integer.parseInt(args[6]));
      System.out.println(DONE);
      Thread.currentThread().join();
    }
  }

  static NodeId node(String office) {
    return office.equals(CITY) ? CITY_NODE : DISTRICT_NODE;
  }

  private static ExchangeClient client(SandboxCity city, NodeId self, int port) {
    URI other = URI.create("http://127.0.0.1:" + port + "/cdx/v1");
    NodeDirectory directory =
        node ->
            city.directory()
                .find(node)
                .map(entry -> NodeEntry.at(other, node, entry.certificates()));
    return ExchangeClient.builder()
        .self(self)
        .signer(HttpSignatures.signer(city.key(self)))
        .verifier(HttpSignatures.verifier(city.trust(), directory))
        .directory(directory)
        .maxAttempts(1)
        .circuit(1000, Duration.ofMillis(100))
        .build();
  }

  private static void createTables(DataSource tables) throws SQLException {
    try (Connection connection = tables.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("office_document", "office_action")) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS "
                + table
                + " (document_id VARCHAR(100) NOT NULL, told VARCHAR(100) NOT NULL)");
      }
    }
  }

  private static void take(OfficialDocument document, MessageContext context) throws Exception {
    for (DocumentAttachment attachment : document.attachments()) {
      try (InputStream in = context.files().open(attachment.file())) {
        String digest = ContentHash.of(Content.of(in.readAllBytes())).value();
        insert(context, "office_document", document.documentId(), digest);
      }
    }
  }

  private static void insert(MessageContext context, String table, String document, String told)
      throws SQLException {
    try (PreparedStatement insert =
        context
            .connection()
            .prepareStatement("INSERT INTO " + table + " (document_id, told) VALUES (?, ?)")) {
      insert.setString(1, document);
      insert.setString(2, told);
      insert.executeUpdate();
    }
  }

  /** Does what can be done, until there is nothing left to do. */
  private void work(int count) throws Exception {
    int done = 0;
    while (done < count) {
      done = 0;
      for (int number = 1; number <= count; number++) {
        if (isDone(number)) {
          done++;
        } else {
          tryStep(number);
        }
      }
      Pause.of(AGAIN_MILLIS);
    }
  }

  private boolean isDone(int number) {
    return last(number).filter("signed-for"::equals).isPresent();
  }

  private Optional<String> last(int number) {
    List<DocumentAction> life = documents.actions(copy(number));
    return life.isEmpty() ? Optional.empty() : Optional.of(life.get(life.size() - 1).action());
  }

  private void tryStep(int number) throws Exception {
    try {
      if (sends) {
        send(number);
      } else {
        answer(number);
      }
    } catch (ExchangeException e) {
      // The other office is down, or ahead of this one: again in the next round.
    }
  }

  private void send(int number) throws Exception {
    Optional<String> last = last(number);
    if (last.isEmpty() || last.get().equals("returned")) {
      documents.send(
          copy(number),
          document(number),
          List.of(new AttachedFile("附件", file(outgoing, number), "application/pdf")),
          FileOptions.builder().partSize(PART_SIZE).patience(Duration.ZERO).build());
    } else if (number % 3 == 0 && documents.actions(copy(number)).size() < 4) {
      documents.remind(copy(number));
    }
  }

  private void answer(int number) {
    List<String> life =
        documents.actions(copy(number)).stream().map(DocumentAction::action).toList();
    if (life.isEmpty()) {
      return;
    }
    List<String> round = life.subList(life.lastIndexOf("sent"), life.size());
    if (!round.contains("received")) {
      documents.receive(copy(number));
    } else if (number % 4 == 0 && !life.contains("returned")) {
      documents.returnToSender(copy(number), "附件不全");
    } else if (!round.contains("returned")) {
      documents.signFor(copy(number));
    }
  }

  static OfficialDocument document(int number) {
    PayloadType type = PayloadType.of(OfficialDocument.class);
    OfficialDocument example =
        PayloadJson.standard()
            .read(
                InterfaceStandard.example(type).orElseThrow().getBytes(StandardCharsets.UTF_8),
                OfficialDocument.class);
    return OfficialDocumentBuilder.builder(example)
        .documentId("D-" + number)
        .fixedLayoutFile(Optional.empty())
        .attachments(List.of())
        .build();
  }

  private DocumentCopy copy(int number) {
    return DocumentCopy.of(document(number), RECIPIENT, sends ? DISTRICT_NODE : CITY_NODE);
  }

  /** The attachment of a document, of up to some parts. */
  static Path file(Path folder, int number) throws IOException {
    Random random = new Random(number);
    byte[] content = new byte[1 + random.nextInt(LARGEST)];
    random.nextBytes(content);
    return Files.write(folder.resolve(number + ".pdf"), content);
  }
}
