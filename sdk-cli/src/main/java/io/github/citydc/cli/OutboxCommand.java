package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx outbox}. */
@Command(
    name = "outbox",
    mixinStandardHelpOptions = true,
    description =
        "Looks into an outbox: what waits, what was delivered, and what is a dead letter and why.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "An H2 file can be opened by one process at a time: not while cdx send uses it.",
      "",
      "Example: cdx outbox list --db outbox --state dead",
      "         cdx outbox retry --db outbox --all",
      "         cdx outbox renew --db outbox 019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f",
      "         cdx outbox archive --db outbox --before 2026-01-01 --to sent.ndjson"
    },
    subcommands = {
      OutboxArchiveCommand.class,
      OutboxListCommand.class,
      OutboxRenewCommand.class,
      OutboxRetryCommand.class,
      OutboxShowCommand.class
    })
final class OutboxCommand {}
