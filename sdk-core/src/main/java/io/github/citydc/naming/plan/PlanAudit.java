package io.github.citydc.naming.plan;

import io.github.citydc.code.Division;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.Divisions;
import io.github.citydc.naming.plan.PlanFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks through a plan for what is wrong with it. */
final class PlanAudit {

  private final PlanData data;
  private final NamingPlan plan;

  private PlanAudit(PlanData data, NamingPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  static PlanAudit of(PlanData data, NamingPlan plan) {
    return new PlanAudit(data, plan);
  }

  List<PlanFinding> run(Divisions divisions) {
    List<PlanFinding> findings = new ArrayList<>();
    collisions(findings);
    gaps(divisions, data.city(), findings);
    strangers(divisions, findings);
    return List.copyOf(findings);
  }

  private void collisions(List<PlanFinding> findings) {
    Map<String, List<DivisionCode>> byName = new TreeMap<>();
    data.named()
        .forEach(
            division ->
                plan.zone(division)
                    .ifPresent(
                        zone ->
                            byName
                                .computeIfAbsent(zone, absent -> new ArrayList<>())
                                .add(division)));
    data.exceptions()
        .forEach(
            (node, host) -> {
              List<DivisionCode> holders =
                  byName.computeIfAbsent(host.ascii(), absent -> new ArrayList<>());
              holders.add(node.division());
            });
    byName.forEach(
        (name, holders) -> {
          if (holders.size() > 1) {
            findings.add(new PlanFinding(Kind.COLLISION, holders, name));
          }
        });
  }

  private void gaps(Divisions divisions, DivisionCode parent, List<PlanFinding> findings) {
    for (Division child : divisions.children(parent)) {
      if (child.level() == DivisionLevel.COMMUNITY) {
        return;
      }
      if (plan.zone(child.code()).isEmpty()) {
        findings.add(new PlanFinding(Kind.GAP, List.of(child.code()), ""));
      }
      gaps(divisions, child.code(), findings);
    }
  }

  private void strangers(Divisions divisions, List<PlanFinding> findings) {
    data.named()
        .filter(division -> isStranger(divisions, division))
        .forEach(
            division ->
                findings.add(
                    new PlanFinding(
                        Kind.STRANGER, List.of(division), plan.zone(division).orElse(""))));
  }

  private boolean isStranger(Divisions divisions, DivisionCode division) {
    boolean current = divisions.find(division).map(Division::isCurrent).orElse(false);
    return !current || !data.city().covers(division);
  }
}
