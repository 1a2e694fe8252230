package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx usage}. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description =
        "Looks into the records of use of a node: who has read what of the data it shares.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Records of use are kept for three years at least (Decree 809, article 29).",
      "An H2 file can be opened by one process at a time: not while the node runs.",
      "",
      "Example: cdx usage list --db node/hub --grant g-2026-17",
      "         cdx usage export --db node/hub --from 2026-01-01 --until 2027-01-01 > uses-2026.ndjson"
    },
    subcommands = {UsageArchiveCommand.class, UsageExportCommand.class, UsageListCommand.class})
final class UsageCommand {}
