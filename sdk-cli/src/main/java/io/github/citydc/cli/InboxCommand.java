package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx inbox}. */
@Command(
    name = "inbox",
    mixinStandardHelpOptions = true,
    description = "Lists what a node has accepted and from which sender, and archives it.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "An H2 file can be opened by one process at a time: not while the node runs.",
      "",
      "Example: cdx inbox list --db node/hub --max 20",
      "         cdx inbox archive --db node/hub --before 2026-01-01 --to inbox-2025.ndjson"
    },
    subcommands = {InboxArchiveCommand.class, InboxListCommand.class, InboxShowCommand.class})
final class InboxCommand {}
