package io.github.citydc.naming.plan;

import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.node.NodeId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a plan lays down. */
record PlanData(
    DivisionCode city,
    String nodeLabel,
    String communityPrefix,
    String basePath,
    Map<DivisionCode, String> domains,
    Map<DivisionCode, String> labels,
    Map<String, CreditCode> organizations,
    Map<NodeId, GovDomain> exceptions) {

  PlanData {
    domains = copy(domains);
    labels = copy(labels);
    organizations = copy(organizations);
    exceptions = copy(exceptions);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** The divisions that have a name in the plan. */
  Stream<DivisionCode> named() {
    return Stream.concat(domains.keySet().stream(), labels.keySet().stream());
  }
}
