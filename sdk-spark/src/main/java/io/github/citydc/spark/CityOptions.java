package io.github.citydc.spark;

import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadOptionsBuilder;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.naming.node.NodeId;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The options of a table of the data source {@code citydc}. None is a secret: they stand in plans,
 * in the catalog and in the user interface.
 */
final class CityOptions {

  private static final Set<String> SECRETS =
      Set.of("password", "passphrase", "key", "privatekey", "secret", "pin");

  private final Map<String, String> values;

  private CityOptions(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Takes options as Spark gives them.
   *
   * @throws IllegalArgumentException if one is a secret, which must not stand there
   */
  static CityOptions of(Map<String, String> options) {
    Map<String, String> lower =
        options.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                    Map.Entry::getValue,
                    (one, other) -> one));
    for (Map.Entry<String, String> option : lower.entrySet()) {
      if (SECRETS.contains(option.getKey()) || option.getValue().contains("PRIVATE KEY")) {
        throw new IllegalArgumentException(
            "The option "
                + option.getKey()
                + " would show a secret in plans and logs; name the folder of the node by the option"
                + " folder, and a file with its passphrase by passphraseFile");
      }
    }
    return new CityOptions(lower);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(java.util.Locale.ROOT)))
        .filter(value -> !value.isBlank());
  }

  private String required(String name, String what) {
    return value(name)
        .orElseThrow(
            () -> new IllegalArgumentException("The option " + name + " is missing: " + what));
  }

  private int number(String name, int otherwise) {
    return value(name).map(Integer::parseInt).orElse(otherwise);
  }

  /** The record: {@code class}, or {@code type} with or without its major version. */
  Class<? extends Payload> payload() {
    Optional<String> own = value("class");
    if (own.isPresent()) {
      return load(own.get());
    }
    String name = required("type", "a payload type, such as population.person");
    PayloadTypes standard = PayloadTypes.standard();
    return standard.types().stream()
        .filter(
            type ->
                type.toString().equals(name) || (type.domain() + "." + type.name()).equals(name))
        .max(Comparator.comparingInt(PayloadType::major))
        .flatMap(standard::find)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no payload type "
                        + name
                        + "; a type of your own is named by the option class"));
  }

  static Class<? extends Payload> load(String name) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(name, true, loader).asSubclass(Payload.class);
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IllegalArgumentException("There is no payload record " + name, e);
    }
  }

  URI url() {
    return URI.create(required("to", "the URL of the node"));
  }

  Path folder() {
    return Path.of(
        required("folder", "the folder of this node on the driver, as cdx keygen makes"));
  }

  Optional<Path> passphraseFile() {
    return value("passphraseFile").map(Path::of);
  }

  Optional<NodeId> receiver() {
    return value("receiver").map(NodeId::parse);
  }

  boolean plainHttp() {
    return value("plainHttp").map(Boolean::parseBoolean).orElse(false);
  }

  /** The information resources to be read, each by a task of its own; empty for all in one. */
  List<String> resources() {
    return value("resource")
        .map(list -> Arrays.stream(list.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  int pageSize() {
    return number("pageSize", 10_000);
  }

  UploadOptions upload() {
    UploadOptionsBuilder options =
        UploadOptions.builder()
            .parallel(number("parallel", 2))
            .listed(number("listed", 10_000))
            .failFast(value("failFast").map(Boolean::parseBoolean).orElse(false));
    value("partSize").map(Integer::parseInt).ifPresent(options::partSize);
    value("operation").map(Operation::ofWireName).ifPresent(options::operation);
    return options.build();
  }

  Optional<String> job() {
    return value("job");
  }

  OffsetDateTime jobTime() {
    return OffsetDateTime.parse(required("jobTime", "the time of the job, the same one each time"));
  }

  Optional<Path> manifest() {
    return value("manifest").map(Path::of);
  }

  Optional<Path> rejections() {
    return value("rejections").map(Path::of);
  }
}
