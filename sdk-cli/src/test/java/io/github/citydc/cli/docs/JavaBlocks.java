package io.github.citydc.cli.docs;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles Java blocks: a whole file as it stands; a class member or statements inside a class that
 * has the imports and the names that its page shows.
 */
final class JavaBlocks {

  private static final String PACKAGE = "package io.github.citydc.cli.docs; ";
  private static final Pattern DECLARATION = Pattern.compile("(?m)^public ");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("(?m)^public (?:final )?(?:class|record|interface) (\\w+)");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final List<Source> fragments = new ArrayList<>();
  private final List<CodeBlock> programs = new ArrayList<>();

  /** A source in memory. */
  private static final class Source extends SimpleJavaFileObject {

    private final String text;
    private final CodeBlock block;

    Source(String type, String text, CodeBlock block) {
      super(URI.create("mem:///" + type + ".java"), Kind.SOURCE);
      this.text = text;
      this.block = block;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  void add(CodeBlock block) throws IOException {
    if (block.isFile()) {
      programs.add(block);
      return;
    }
    String name = "Block" + fragments.size();
    String imports = ofPage(block, "java imports").replace('\n', ' ');
    String head = PACKAGE + imports + "abstract class " + name + " { ";
    String names = ofPage(block, "java names");
    String statements =
        head + "void run() throws Exception { " + block.text() + "}\n" + names + "}";
    String members = head + block.text() + "\n" + names + "}";
    boolean declares = DECLARATION.matcher(block.text()).find();
    String form = declares || !parses(name, statements, block) ? members : statements;
    fragments.add(new Source(name, form, block));
  }

  /** What the page says that its examples take for granted. */
  private static String ofPage(CodeBlock fragment, String language) {
    return Guides.blocks(language).stream()
        .filter(block -> block.file().equals(fragment.file()))
        .map(CodeBlock::text)
        .collect(Collectors.joining());
  }

  static String typeOf(CodeBlock block) {
    Matcher type = PUBLIC_TYPE.matcher(block.text());
    if (!type.find()) {
      throw new AssertionError(block.place() + ": a whole file has a public type");
    }
    return type.group(1);
  }

  private boolean parses(String name, String text, CodeBlock block) throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    Source source = new Source(name, text, block);
    JavacTask task =
        (JavacTask)
            compiler.getTask(null, null, found, List.of("-proc:none"), null, List.of(source));
    task.parse();
    return found.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
  }

  /** What the compiler says, by the lines of the guides; empty if all is well. */
  List<String> compile(Path classes) throws IOException {
    List<String> errors = new ArrayList<>(compile(classes, fragments));
    for (CodeBlock program : programs) {
      Path own = Files.createDirectories(classes.resolve(folderOf(program)));
      errors.addAll(compile(own, List.of(new Source(typeOf(program), program.text(), program))));
    }
    return errors;
  }

  /** The folder of the classes of a program, below that of all classes. */
  static String folderOf(CodeBlock program) {
    return program.place().replaceAll("[^A-Za-z0-9]", "_");
  }

  private List<String> compile(Path classes, List<Source> sources) {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-proc:none", "-nowarn", "-Xmaxerrs", "500", "-d", classes.toString());
    compiler.getTask(null, null, found, options, null, sources).call();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(JavaBlocks::located)
        .toList();
  }

  private static String located(Diagnostic<? extends JavaFileObject> error) {
    String message = error.getMessage(Locale.ENGLISH).replace('\n', ' ');
    if (error.getSource() instanceof Source source) {
      CodeBlock block = source.block;
      return block.file() + ":" + (block.line() + error.getLineNumber() - 1) + ": " + message;
    }
    return message;
  }
}
