package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Records that are pulled, and the catalog. */
final class RecordChecks {

  private static final String RECORDS = "/records?type=" + Pulled.encoded(Messages.PERSON);
  private static final int WRITERS = 4;
  private static final int EACH = 10;

  private RecordChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-45",
            "Pages of any size give every change once and in one order, while others write",
            "任意页长下，边写边读也能按同一顺序恰好读到每次变更一次")
        .by(RecordChecks::pages)
        .add("S-46", "The share type decides who may read", "共享类型决定读取权限")
        .by(RecordChecks::shareTypes)
        .add(
            "S-47",
            "The catalog is sorted, comes in pages, and gives each entry",
            "目录有序、可分页，并可逐条查询")
        .by(RecordChecks::catalog);
  }

  private static Reply page(Examiner node, Optional<String> cursor, int limit) {
    return node.get(
        RECORDS + "&limit=" + limit + cursor.map(c -> "&cursor=" + Pulled.encoded(c)).orElse(""));
  }

  private static void pages(Examiner node) throws Exception {
    Reply beginning = page(node, Optional.empty(), 10_000);
    Examiner.need(beginning.status() == 200, "The node offers no records of " + Messages.PERSON);
    String start = end(node, Pulled.last(beginning));
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<String> read = new ArrayList<>();
    try {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        work.add(writers.submit(() -> write(node)));
      }
      String cursor = start;
      boolean writing = true;
      boolean more = true;
      while (writing || more) {
        writing = work.stream().anyMatch(one -> !one.isDone());
        Reply page = page(node, Optional.of(cursor), 3).status(200);
        JsonNode last = Pulled.last(page);
        read.addAll(changes(page));
        cursor = last.path("next").asText();
        more = last.path("more").asBoolean();
      }
      for (Future<?> one : work) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }
    Examiner.require(
        read.size() == WRITERS * EACH && new HashSet<>(read).size() == read.size(),
        WRITERS * EACH + " changes that were read while they were written are " + read.size());
    for (int limit : new int[] {1, 2, 1000}) {
      Examiner.require(
          all(node, start, limit).equals(read),
          "Pages of " + limit + " do not give the changes in the order of those of 3");
    }
    wrongCursors(node, start);
  }

  private static void wrongCursors(Examiner node, String start) {
    Reply other =
        node.get(
            "/records?type=" + Pulled.encoded("space.grid/1") + "&cursor=" + Pulled.encoded(start));
    explained("a cursor of another type", () -> other.refused("malformed-message", "not-found"));
    Reply broken = page(node, Optional.of("no cursor"), 10);
    explained("a cursor that is none", () -> broken.refused("malformed-message", "not-found"));
    for (String limit : List.of("0", "10001", "x")) {
      Reply reply = node.get(RECORDS + "&limit=" + limit);
      explained("limit=" + limit, () -> reply.refused("malformed-message"));
    }
    node.get("/records").refused("malformed-message");
    node.get("/records?type=" + Pulled.encoded("population.nobody/1")).refused("unknown-type");
  }

  private static Void write(Examiner node) {
    for (int i = 0; i < EACH; i++) {
      node.send(node.post(node.messages.person())).accepted();
    }
    return null;
  }

  private static String end(Examiner node, JsonNode from) {
    JsonNode last = from;
    while (last.path("more").asBoolean()) {
      last = Pulled.last(page(node, Optional.of(last.path("next").asText()), 10_000).status(200));
    }
    return last.path("next").asText();
  }

  private static List<String> all(Examiner node, String start, int limit) {
    List<String> changes = new ArrayList<>();
    String cursor = start;
    boolean more = true;
    while (more) {
      Reply page = page(node, Optional.of(cursor), limit).status(200);
      JsonNode last = Pulled.last(page);
      page.require(changes(page).size() <= limit, "a page has more changes than limit");
      changes.addAll(changes(page));
      cursor = last.path("next").asText();
      more = last.path("more").asBoolean();
    }
    return changes;
  }

  private static List<String> changes(Reply page) {
    List<String> lines = Pulled.split(page);
    return lines.subList(0, lines.size() - 1);
  }

  private static List<JsonNode> entries(Examiner node) {
    List<JsonNode> entries = new ArrayList<>();
    JsonNode page;
    do {
      Optional<String> after =
          Optional.of(entries)
              .filter(list -> !list.isEmpty())
              .map(list -> code(list.get(list.size() - 1)));
      Reply reply = node.get("/catalog" + after.map(c -> "?after=" + Pulled.encoded(c)).orElse(""));
      Examiner.need(reply.status() != 404, "The node has no catalog");
      page = reply.status(200).json();
      page.path("entries").forEach(entries::add);
    } while (page.path("more").asBoolean());
    return entries;
  }

  private static String code(JsonNode entry) {
    return entry.path("resourceCode").asText();
  }

  private static void shareTypes(Examiner node) {
    List<JsonNode> entries = entries(node);
    for (String share : List.of("1", "2", "3")) {
      Optional<JsonNode> entry =
          entries.stream()
              .filter(e -> e.path("sharing").path("type").asText().equals(share))
              .findFirst();
      if (entry.isEmpty()) {
        node.leaveOut("share type " + share + ": the catalog has no such resource");
      } else {
        readable(node, code(entry.get()), share);
      }
    }
    for (String line : Pulled.split(page(node, Optional.empty(), 1000))) {
      JsonNode change = Messages.object(line);
      Examiner.require(
          !change.path("operation").asText().equals("delete") || !change.has("payload"),
          "A deletion has a payload");
    }
  }

  /** Which types a resource has, its entry does not say: each is asked for. */
  private static void readable(Examiner node, String resource, String share) {
    List<Reply> replies = new ArrayList<>();
    node.description()
        .path("types")
        .forEach(
            type ->
                replies.add(
                    node.get(
                        "/records?type="
                            + Pulled.encoded(type.asText())
                            + "&resource="
                            + Pulled.encoded(resource)
                            + "&limit=1")));
    Optional<Reply> read = replies.stream().filter(reply -> reply.status() == 200).findFirst();
    Optional<Reply> forbidden =
        replies.stream().filter(reply -> reply.code().equals("not-authorized")).findFirst();
    if (share.equals("1")) {
      Examiner.require(read.isPresent(), "No node can read " + resource + " of share type 1");
    } else if (share.equals("3")) {
      read.ifPresent(
          reply -> {
            throw reply.failed("a resource of share type 3 is read by another node");
          });
      Examiner.require(
          forbidden.isPresent(), "Reading " + resource + " of share type 3 is not not-authorized");
    } else {
      read.ifPresent(reply -> node.leaveOut("share type 2: " + resource + " was granted"));
      Examiner.require(
          read.isPresent() || forbidden.isPresent(),
          "Reading " + resource + " of share type 2 is neither granted nor not-authorized");
    }
  }

  private static void catalog(Examiner node) {
    List<JsonNode> entries = entries(node);
    List<String> codes = entries.stream().map(RecordChecks::code).toList();
    Examiner.require(codes.stream().sorted().toList().equals(codes), "The catalog is not sorted");
    Reply unknown = node.get("/catalog/999999/99999");
    explained("an entry that is not there", () -> unknown.refused("not-found"));
    for (JsonNode entry : entries.subList(0, Math.min(3, entries.size()))) {
      Reply one = node.signed(node.get("/catalog/" + code(entry)).status(200));
      one.require(code(one.json()).equals(code(entry)), "expected the entry that was asked for");
      Reply escaped = node.get("/catalog/" + code(entry).replace("/", "%2F"));
      explained("an entry with %2F", () -> escaped.status(200));
      ObjectNode copy = (ObjectNode) entry;
      one.require(copy.equals(one.json()), "an entry is not the one of the list");
    }
    if (codes.size() > 1) {
      Reply after = node.get("/catalog?after=" + Pulled.encoded(codes.get(0))).status(200);
      after.require(
          code(after.json().path("entries").path(0)).equals(codes.get(1)),
          "expected the entry behind the one of after=");
    }
  }
}
