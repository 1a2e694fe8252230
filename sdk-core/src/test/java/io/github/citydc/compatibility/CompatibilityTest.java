package io.github.citydc.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/compatibility.md promises: a member that a minor version adds breaks no application
 * that was compiled before. The later version is a copy of the sources with such members.
 */
@Tag("slow")
class CompatibilityTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final String PACKAGE = "io/github/citydc/";
  private static final String PROCESSOR =
      "io.soabase.recordbuilder.processor.RecordBuilderProcessor";

  private static final String NICKNAME = "Optional<String> nickname, ";
  private static final String PRIORITY = "Optional<String> priority, ";
  private static final String DEADLINE = "Optional<Duration> deadline, ";

  @TempDir private static Path folder;

  private static Path later;

  @BeforeAll
  static void a_later_version_has_more_members() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("sources"));
    copy(SOURCES.resolve(PACKAGE), copy.resolve(PACKAGE));
    add(copy, "model/population/Person", "Extensions extensions)", NICKNAME);
    add(copy, "exchange/message/Envelope", "Map<String, JsonNode> extensions)", PRIORITY);
    add(copy, "exchange/batch/upload/UploadOptions", "AbortSwitch abort)", DEADLINE);
    later = Files.createDirectory(folder.resolve("classes"));
    compile(copy, later);
  }

  @Test
  void a_caller_compiled_before_gets_the_same_from_the_later_version() throws Exception {
    String before = new Caller().call();

    try (URLClassLoader loader = later()) {
      assertThat(run(loader, Caller.class)).isEqualTo(before);
    }
    assertThat(before).contains("张伟明", "4096 1", "019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f");
  }

  @Test
  void the_later_version_has_the_members_and_their_setters() throws Exception {
    try (URLClassLoader loader = later()) {
      assertThat(members(loader, "model.population.Person")).contains("nickname");
      assertThat(members(loader, "model.population.PersonBuilder")).contains("nickname");
      assertThat(members(loader, "exchange.message.Envelope")).contains("priority");
      assertThat(members(loader, "exchange.batch.upload.UploadOptionsBuilder"))
          .contains("deadline");
    }
  }

  @Test
  void a_caller_of_a_constructor_that_is_not_api_is_broken() throws Exception {
    assertThat(new CarelessCaller().call()).contains("UPSERT");

    try (URLClassLoader loader = later()) {
      assertThatThrownBy(() -> run(loader, CarelessCaller.class))
          .isInstanceOf(NoSuchMethodError.class);
    }
  }

  private static Object run(ClassLoader loader, Class<? extends Callable<String>> caller)
      throws Exception {
    Class<?> loaded = loader.loadClass(caller.getName());
    assertThat(loaded).isNotSameAs(caller);
    return ((Callable<?>) loaded.getConstructor().newInstance()).call();
  }

  private static List<String> members(ClassLoader loader, String type) throws Exception {
    return Arrays.stream(loader.loadClass("io.github.citydc." + type).getMethods())
        .map(method -> method.getName())
        .toList();
  }

  /** The later version stands before the present one, whose resources it needs. */
  private static URLClassLoader later() throws IOException {
    List<URL> path = new ArrayList<>();
    path.add(later.toUri().toURL());
    String present = System.getProperty("java.class.path");
    for (String entry : Arrays.stream(present.split(File.pathSeparator)).toList()) {
      path.add(new File(entry).toURI().toURL());
    }
    return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static void add(Path copy, String type, String last, String member) throws IOException {
    Path file = copy.resolve(PACKAGE + type + ".java");
    String source = Files.readString(file);
    assertThat(source).containsOnlyOnce(last);
    Files.writeString(file, source.replace(last, member + last));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path target = to.resolve(from.relativize(file).toString());
              Files.createDirectories(target.getParent());
              Files.copy(file, target);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    String classPath = System.getProperty("java.class.path");
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> java = all.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-nowarn",
                      "-encoding",
                      "UTF-8",
                      "-d",
                      classes.toString(),
                      "-classpath",
                      classPath,
                      "-processorpath",
                      classPath,
                      "-processor",
                      PROCESSOR),
                  null,
                  files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
  }
}
