package io.github.citydc.cli;

import picocli.CommandLine.Command;

/** {@code cdx audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Looks into the audit trail of a node: who has sent or read what, when, from where, and what came of it.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Entries are kept for six months at least. They have no value of any payload.",
      "An H2 file can be opened by one process at a time: not while the node runs.",
      "",
      "Example: cdx audit list --db node/hub --verdict refused",
      "         cdx audit export --db node/hub --from 2026-01-01 --until 2027-01-01 > audit-2026.ndjson"
    },
    subcommands = {AuditArchiveCommand.class, AuditExportCommand.class, AuditListCommand.class})
final class AuditCommand {}
