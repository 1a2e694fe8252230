package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx batch}. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    description =
        "Looks at the batches a node has accepted, how far they are and what was rejected, and keeps"
            + " their tables small.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "An H2 file can be opened by one process at a time: not while the node runs.",
      "",
      "Example: cdx batch list --db node/hub --max 20",
      "         cdx batch archive --db node/hub --before 2026-01-01 --to batches-2025.ndjson"
    },
    subcommands = {BatchArchiveCommand.class, BatchListCommand.class, BatchShowCommand.class})
final class BatchCommand {}
