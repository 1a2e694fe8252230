package io.github.citydc.examples;

import picocli.CommandLine.Command;

/** {@code cdx inbox}. */
@Command(
    name = "inbox",
    mixinStandardHelpOptions = true,
    description = "Keeps the inbox of a node small.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "An H2 file can be opened by one process at a time: not while the node runs.",
      "",
      "Example: cdx inbox archive --db node/hub --before 2026-01-01 --to inbox-2025.ndjson"
    },
    subcommands = InboxArchiveCommand.class)
final class InboxCommand {}
