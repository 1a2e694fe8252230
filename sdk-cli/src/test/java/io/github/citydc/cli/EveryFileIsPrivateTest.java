package io.github.citydc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.github.citydc.internal.PrivateFiles;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files are created in one place, for their owner only, even where the umask allows all. */
class EveryFileIsPrivateTest {

  private static final Set<String> METHODS_THAT_CREATE =
      Set.of(
          "newOutputStream",
          "newBufferedWriter",
          "newByteChannel",
          "createFile",
          "createTempFile",
          "createTempDirectory",
          "createDirectory",
          "createDirectories",
          "writeString",
          "copy",
          "createNewFile",
          "mkdir",
          "mkdirs",
          "open");

  private static final List<Class<?>> OWNERS_OF_METHODS =
      List.of(Files.class, File.class, FileChannel.class, AsynchronousFileChannel.class);

  private static final List<Class<?>> STREAMS =
      List.of(FileOutputStream.class, FileWriter.class, RandomAccessFile.class);

  private static final List<Class<?>> PRINTERS = List.of(PrintWriter.class, PrintStream.class);

  @TempDir private Path folder;

  @Test
  void files_are_created_in_one_place() {
    assertThat(AllModules.CLASSES.contain(PrivateFiles.class)).isTrue();
    onlyIn(PrivateFiles.class, EveryFileIsPrivateTest.class).check(AllModules.CLASSES);
  }

  @Test
  void a_file_that_is_created_elsewhere_is_found() {
    for (Class<?> one : List.of(ByMethod.class, ByStream.class, ByName.class)) {
      assertThatThrownBy(
              () -> onlyIn(PrivateFiles.class).check(new ClassFileImporter().importClasses(one)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(one.getSimpleName());
    }
  }

  private static ArchRule onlyIn(Class<?>... places) {
    return ArchRuleDefinition.noClasses()
        .that()
        .doNotBelongToAnyOf(places)
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "creates a file or folder", EveryFileIsPrivateTest::creates));
  }

  private static boolean creates(JavaAccess<?> access) {
    Class<?> owner = access.getTargetOwner().reflect();
    String name = access.getTarget().getName();
    return (OWNERS_OF_METHODS.contains(owner) && METHODS_THAT_CREATE.contains(name))
        || (owner.equals(Files.class) && name.equals("write"))
        || (STREAMS.contains(owner) && name.equals("<init>"))
        || (PRINTERS.contains(owner) && takesFile(access));
  }

  private static boolean takesFile(JavaAccess<?> access) {
    return access.getTarget().getFullName().matches(".*<init>\\((java.io.File|java.lang.String).*");
  }

  @SuppressWarnings("UnusedMethod") // Found by the rule, and called by nobody.
  private static final class ByMethod {
    static Path create(Path file) throws IOException {
      return Files.writeString(file, "");
    }
  }

  @SuppressWarnings("UnusedMethod")
  private static final class ByStream {
    static FileOutputStream create(File file) throws IOException {
      return new FileOutputStream(file);
    }
  }

  @SuppressWarnings("UnusedMethod")
  private static final class ByName {
    static PrintWriter create(String file) throws IOException {
      return new PrintWriter(file, "UTF-8");
    }
  }

  @Test
  @Tag("processes")
  void everything_cdx_writes_is_private_where_the_umask_allows_all() throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 000; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).describedAs(said).isZero();

    assertThat(said).doesNotContain("Other users of this machine can read");
    Map<String, String> permissions = permissions();
    assertThat(permissions.keySet())
        .anyMatch(name -> name.endsWith("hub.mv.db"))
        .anyMatch(name -> name.endsWith("outbox.mv.db"))
        .anyMatch(name -> name.matches("(?s)outgoing/receipts/.*json"))
        .anyMatch(name -> name.matches("(?s)hub/content/files/.*/sha-256.*"))
        .contains("outgoing/archive.ndjson", "demo/hub.mv.db", "city/ca-key.pem");
    permissions.forEach(
        (name, mode) ->
            assertThat(mode)
                .as(name)
                .isIn(
                    name.matches(".*(root|certificate)\\.pem|.*nodes\\.json")
                        ? List.of("rw-r--r--")
                        : List.of("rw-------", "rwx------")));
  }

  private Map<String, String> permissions() throws IOException {
    Map<String, String> permissions = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(one -> !one.equals(folder)).toList()) {
        permissions.put(
            folder.relativize(path).toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
    }
    return permissions;
  }

  /** A vendor and a hub at work. */
  static final class Main {

    private static final Path EXAMPLES = Path.of("..", "docs", "standard", "examples");

    private Main() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      Path own = PrivateFiles.createFolders(folder.resolve("outgoing"));
      Path persons = own.resolve("persons.ndjson");
      String person =
          Files.readString(EXAMPLES.resolve("population.person-1.json")).replaceAll("\\R", " ");
      PrivateFiles.write(
          persons, (String.join("\n", Collections.nCopies(50, person)) + "\n").getBytes(UTF_8));
      Object[] receipts = {"--receipts", own.resolve("receipts"), persons};
      try (CdxAtHub cdx = new CdxAtHub(folder)) {
        does(cdx, cdx.to("upload", words("population.person", receipts)));
        Path outbox = own.resolve("outbox");
        does(
            cdx,
            cdx.to(
                "send",
                words(
                    "--type", "population.person", "--durable", outbox, "--job", "one", receipts)));
        does(
            cdx,
            cdx.to(
                "send",
                "--type",
                "document.official-document",
                "--attach",
                "list=" + persons,
                EXAMPLES.resolve("document.official-document-1.json")));
        does(
            cdx,
            cdx.run(
                "outbox",
                "archive",
                "--db",
                outbox,
                "--before",
                "2026-01-01",
                "--to",
                own.resolve("archive.ndjson")));
        does(cdx, cdx.run("demo", "--persons", 50, "--out", folder.resolve("demo")));
      }
      System.exit(0);
    }

    private static Object[] words(Object... words) {
      return Stream.of(words)
          .flatMap(word -> word instanceof Object[] more ? Stream.of(more) : Stream.of(word))
          .toArray();
    }

    private static void does(CdxAtHub cdx, int exitCode) {
      System.out.println(cdx.err());
      if (exitCode != 0) {
        throw new IllegalStateException("It ended with " + exitCode + ": " + cdx.out());
      }
    }
  }
}
