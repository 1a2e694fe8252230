package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.sharing.StoredGrant;
import io.github.citydc.model.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx sharing grants}. */
@Command(
    name = "grants",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a line of JSON for each grant of a node, by number: state (active, suspended, ended) and the grant."
    })
final class SharingGrantsCommand implements Callable<Integer> {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final int PAGE = 500;

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return database.using(this::list);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list(NodeDatabase source) {
    JdbcGrants grants = JdbcGrants.on(source);
    Optional<String> last = Optional.empty();
    List<StoredGrant> page;
    do {
      page = grants.list(last, PAGE);
      for (StoredGrant stored : page) {
        last = Optional.of(stored.grant().grantNumber());
        spec.commandLine().getOut().println(line(stored));
      }
    } while (page.size() == PAGE);
    return ExitCodes.GOOD;
  }

  private static String line(StoredGrant stored) {
    ObjectNode line = JSON.newObject();
    line.put("state", stored.state().name().toLowerCase(Locale.ROOT));
    line.set("grant", JSON.toObject(stored.grant()));
    return new String(JSON.write(line), StandardCharsets.UTF_8);
  }
}
