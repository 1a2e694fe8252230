package io.github.citydc.cli.message;

import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.SignatureBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which message, and where its signature base goes: common to sign, verify and explain. */
public final class MessageOptions {

  /** Lines whose values are credentials. They are signed, but not shown. */
  private static final Pattern CREDENTIALS =
      Pattern.compile(
          "(?m)^(\"(?:proxy-authorization|authorization|cookie|set-cookie)\"[^:]*: ).*$");

  @Parameters(
      paramLabel = "FILE",
      description =
          "The message as on the wire: start line, fields, an empty line, the body byte for byte.")
  private Path file = Path.of("");

  @Option(
      names = "--request",
      paramLabel = "FILE",
      description = "The request that is answered, if the message is a response.")
  private Optional<Path> request = Optional.empty();

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      defaultValue = "https",
      description = "http or https, for @scheme and @target-uri. Default: ${DEFAULT-VALUE}")
  private String scheme = "https";

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "Where the signature base is written; to standard error if not given.")
  private Optional<Path> base = Optional.empty();

  /** With default values, to be filled by the command line. */
  public MessageOptions() {}

  /**
   * The file.
   *
   * @return where the message is
   */
  public Path file() {
    return file;
  }

  /**
   * Reads the file.
   *
   * @return the message as it stands there
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not a message
   */
  public MessageFile read() throws IOException {
    return read(file);
  }

  private MessageFile read(Path path) throws IOException {
    try {
      return MessageFile.parse(InputFiles.bytes(path), scheme);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + Reasons.of(e), e);
    }
  }

  /**
   * The message of a file, together with the request if it is a response.
   *
   * @param message the file that was read
   * @return the message
   * @throws IOException if the request cannot be read
   * @throws IllegalArgumentException if one of the two is not what it should be
   */
  public HttpMessage message(MessageFile message) throws IOException {
    if (!message.isResponse()) {
      return HttpMessage.of(message.request());
    }
    Path answered =
        request.orElseThrow(
            () -> new IllegalArgumentException("A response needs --request, what it answers"));
    return HttpMessage.of(message.response(), read(answered).request());
  }

  /**
   * Shows a base: exactly in a file if one was given, else as lines with credentials left out.
   *
   * @param shown the base
   * @param err standard error
   * @throws IOException if the file cannot be written
   */
  public void show(SignatureBase shown, PrintWriter err) throws IOException {
    if (base.isPresent()) {
      PrivateFiles.write(base.get(), shown.toByteArray());
    } else {
      err.println(CREDENTIALS.matcher(shown.text()).replaceAll("$1(not shown)"));
    }
  }
}
