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
      "Grants, changes, corrections and records of use are sent like all payloads: cdx send --type"
          + " sharing.grant.",
      "",
      "Example: cdx sharing apply --to http://127.0.0.1:8080/cdx/v1 --key"
          + " city/440105_11440105007483025F_grid application.json",
      "         cdx sharing store --db register --type sharing.grant grant.json",
      "         cdx sharing store --db register --type sharing.change suspension.json",
      "         cdx sharing grants --db register",
      "         cdx sharing deadlines --applications a.ndjson --answers b.ndjson"
    },
    subcommands = {
      SharingAnswerCommand.class,
      SharingApplyCommand.class,
      SharingDeadlinesCommand.class,
      SharingGrantsCommand.class,
      SharingStoreCommand.class,
      SharingSuspendCommand.class
    })
final class SharingCommand {}
