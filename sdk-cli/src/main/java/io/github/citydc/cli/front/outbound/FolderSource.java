package io.github.citydc.cli.front.outbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.front.config.FrontConfig.OutFolder;
import io.github.citydc.cli.front.store.Item;
import io.github.citydc.cli.front.store.ItemState;
import io.github.citydc.cli.front.store.TakenFile;
import io.github.citydc.cli.front.store.TakenFiles;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.internal.Sha256;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Files of a folder. A complete file is moved into {@code taken}; each of its records becomes a
 * message; when all have ended, the file is in {@code done}, or in {@code rejected} if one of them
 * was, with the results beside it. Every step can be done again. Not thread-safe.
 */
public final class FolderSource implements AutoCloseable {

  private static final String TAKEN = "taken";
  private static final String DONE = "done";
  private static final String REJECTED = "rejected";
  private static final String RESULT = ".result.ndjson";
  private static final String MARKER = ".ok";
  private static final int FILES_AT_ONCE = 100;
  private static final int BUFFER = 1 << 16;

  private final OutFolder settings;
  private final String source;
  private final Intake intake;
  private final TakenFiles files;
  private final Path receipts;
  private final int together;
  private final Map<String, String> pendingFrom = new HashMap<>();
  private Optional<OpenFile> open = Optional.empty();

  /** The file that is being read. */
  private static final class OpenFile {

    private final String name;
    private final FileRecords records;
    private long read;

    OpenFile(String name, FileRecords records, long read) {
      this.name = name;
      this.records = records;
      this.read = read;
    }
  }

  /**
   * A folder.
   *
   * @param settings which, and what is in it
   * @param intake takes what is found
   * @param files the files that were taken
   * @param receipts where receipts are kept
   * @param together how many records are taken in one transaction
   */
  public FolderSource(
      OutFolder settings, Intake intake, TakenFiles files, Path receipts, int together) {
    this.settings = settings;
    this.source = "folder:" + settings.name();
    this.intake = intake;
    this.files = files;
    this.receipts = receipts;
    this.together = together;
  }

  /**
   * Gives results back, and takes files.
   *
   * @return whether there may be more
   * @throws IOException if a file cannot be read, written or moved
   */
  public boolean step() throws IOException {
    for (String folder : List.of(TAKEN, DONE, REJECTED)) {
      PrivateFiles.createFolderForGroup(settings.folder().resolve(folder));
    }
    removeMarkers(names(settings.folder()));
    Set<String> names = new TreeSet<>(files.names(source));
    names.addAll(names(settings.folder().resolve(TAKEN)));
    boolean more = false;
    for (String name : names) {
      more |= work(name);
    }
    return claim(names) || more;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  /** A file of a name waits while another of the same name is taken. */
  private boolean claim(Set<String> taken) throws IOException {
    List<String> there = names(settings.folder());
    boolean claimed = false;
    int room = FILES_AT_ONCE - taken.size();
    for (String name : there) {
      if (room > 0 && isReady(name, there) && !taken.contains(name)) {
        move(settings.folder().resolve(name), settings.folder().resolve(TAKEN).resolve(name));
        room--;
        claimed = true;
      }
    }
    removeMarkers(there);
    return claimed;
  }

  /** Those of files that were moved. */
  private void removeMarkers(List<String> there) throws IOException {
    for (String name : there) {
      boolean ofTaken =
          name.endsWith(MARKER)
              && Files.notExists(settings.folder().resolve(withoutMarker(name)))
              && Files.exists(settings.folder().resolve(TAKEN).resolve(withoutMarker(name)));
      if (settings.marked() && ofTaken) {
        Files.deleteIfExists(settings.folder().resolve(name));
      }
    }
  }

  private static String withoutMarker(String name) {
    return name.substring(0, name.length() - MARKER.length());
  }

  private boolean isReady(String name, List<String> there) {
    boolean named = name.endsWith(settings.form().csv() ? ".csv" : ".ndjson");
    return named && !name.startsWith(".") && (!settings.marked() || there.contains(name + MARKER));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    PrivateFiles.flushFolder(from);
    PrivateFiles.flushFolder(to);
  }

  /** Whether there may be more to do at once. */
  private boolean work(String name) throws IOException {
    Path file = settings.folder().resolve(TAKEN).resolve(name);
    boolean there = Files.exists(file);
    Optional<TakenFile> known = files.find(source, name);
    if (known.isEmpty() && !there) {
      return false;
    }
    TakenFile taken = known.isPresent() ? known.get() : begin(file, name);
    if (!taken.whole() && there) {
      return intake.hasRoom() && read(taken, file);
    }
    Optional<String> pending =
        intake.items().pending(taken.lines(), pendingFrom.getOrDefault(taken.lines(), ""));
    if (pending.isPresent()) {
      pendingFrom.put(taken.lines(), pending.get());
      return false;
    }
    finish(taken, file);
    pendingFrom.remove(taken.lines());
    return true;
  }

  private TakenFile begin(Path file, String name) throws IOException {
    TakenFile taken = files.begin(source, name, digest(file, name));
    Optional<FileRecord> fault = FileRecords.check(file, settings.form());
    if (fault.isPresent()) {
      intake.take(
          taken.lines(),
          List.of(draft(fault.get())),
          connection -> files.advance(connection, taken, 1, true));
      return files.find(source, name).orElse(taken);
    }
    return taken;
  }

  /** Of name and content: the same file again has the same results. */
  private static String digest(Path file, String name) throws IOException {
    MessageDigest digest = Sha256.digest();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private boolean read(TakenFile taken, Path file) throws IOException {
    OpenFile reading = reading(taken, file);
    List<Draft> found = new ArrayList<>();
    Optional<FileRecord> next = reading.records.next();
    while (next.isPresent()) {
      found.add(draft(next.get()));
      next = found.size() < together ? reading.records.next() : Optional.empty();
    }
    boolean whole = found.size() < together;
    long read = reading.read + found.size();
    try {
      intake.take(
          taken.lines(), found, connection -> files.advance(connection, taken, read, whole));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    reading.read = read;
    if (whole) {
      close();
    }
    return true;
  }

  /** Behind what was taken. */
  private OpenFile reading(TakenFile taken, Path file) throws IOException {
    if (open.isPresent() && open.get().name.equals(taken.name())) {
      return open.get();
    }
    close();
    FileRecords records = FileRecords.open(file, settings.form());
    OpenFile reading = new OpenFile(taken.name(), records, taken.linesRead());
    open = Optional.of(reading);
    for (long i = 0; i < taken.linesRead(); i++) {
      if (records.next().isEmpty()) {
        break;
      }
    }
    return reading;
  }

  private Draft draft(FileRecord found) {
    return new Draft(
        "%012d".formatted(found.line()),
        PayloadType.of(settings.type()).toString(),
        settings.operation().wireName(),
        settings.receiver().map(NodeId::toString),
        Optional.empty(),
        found.payload(),
        found.errors());
  }

  private void finish(TakenFile taken, Path file) throws IOException {
    String target = taken.target().orElseGet(() -> target(taken));
    if (taken.target().isEmpty()) {
      files.direct(taken, target);
    }
    PrivateFiles.replaceForGroup(
        settings.folder().resolve(target + RESULT),
        out -> intake.items().visit(taken.lines(), item -> write(out, item)));
    if (Files.exists(file)) {
      move(file, settings.folder().resolve(target));
    }
    files.end(taken);
  }

  /** What is there already is not replaced. */
  private String target(TakenFile taken) {
    String folder = intake.items().hasRejected(taken.lines()) ? REJECTED : DONE;
    String target = folder + "/" + taken.name();
    for (int i = 2; Files.exists(settings.folder().resolve(target)); i++) {
      target = folder + "/" + i + "-" + taken.name();
    }
    return target;
  }

  private void write(OutputStream out, Item item) throws IOException {
    ObjectNode line =
        StrictJson.newObject()
            .put("line", Long.parseLong(item.key()))
            .put("outcome", item.state().word());
    item.messageId().ifPresent(id -> line.put("messageId", id));
    if (item.state() == ItemState.ACCEPTED) {
      line.put("receipt", receipts.resolve(item.messageId().orElse("") + ".json").toString());
    } else {
      ArrayNode errors = Errors.of(item);
      line.put("pointer", errors.path(0).path("pointer").asText())
          .put("code", errors.path(0).path("code").asText())
          .put("message", errors.path(0).path("message").asText());
      if (errors.size() > 1) {
        line.set("errors", errors);
      }
    }
    out.write(StrictJson.write(line));
    out.write('\n');
  }

  /** Closes the file that is being read. */
  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().records.close();
      open = Optional.empty();
    }
  }
}
