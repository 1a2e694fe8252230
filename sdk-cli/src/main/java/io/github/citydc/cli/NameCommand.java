package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx name}: names on the e-government network. */
@Command(
    name = "name",
    mixinStandardHelpOptions = true,
    description = "Names on the e-government network: 国办函〔2018〕55号, 国办发〔2017〕47号.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NameSuggestCommand.class, NameLintCommand.class})
final class NameCommand {}
