package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx sharing}. */
@Command(
    name = "sharing",
    mixinStandardHelpOptions = true,
    description =
        "Sharing of government data under Decree 809: grants of a node, and what is due when.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Applications, answers, grants and changes are sent as payloads: cdx send --type"
          + " sharing.application.",
      "",
      "Example: cdx sharing store --db register --type sharing.grant grant.json",
      "         cdx sharing store --db register --type sharing.change suspension.json",
      "         cdx sharing grants --db register",
      "         cdx sharing deadlines --applications a.ndjson --answers b.ndjson"
    },
    subcommands = {
      SharingDeadlinesCommand.class,
      SharingGrantsCommand.class,
      SharingStoreCommand.class
    })
final class SharingCommand {}
