package io.github.citydc.exchange.message;

import io.github.citydc.code.Severity;
import io.github.citydc.model.PayloadType;
import io.github.citydc.validation.ValidationReport;
import io.github.citydc.validation.Violation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations that each payload type has: interface standard §11. A type of a vendor has all of
 * them. Immutable.
 */
final class TypeOperations {

  private static final String STANDARD = "CDX 1.0 §11";
  private static final TypeOperations OF_THE_STANDARD =
      new TypeOperations(
          Map.ofEntries(
              register("population.person"),
              register("population.household"),
              register("population.residence"),
              register("organization.legal-entity"),
              register("space.address"),
              register("space.building"),
              register("space.grid"),
              register("economy.indicator"),
              entry("document.official-document", EnumSet.of(Operation.UPSERT)),
              entry("document.action", EnumSet.of(Operation.EVENT)),
              register("disclosure.item"),
              register("service.item"),
              process("service.case"),
              register("service.certificate"),
              register("service.evaluation"),
              register("service.consultation"),
              register("service.complaint"),
              register("service.supervision"),
              process("community.event"),
              process("community.service-request"),
              process("collaboration.task"),
              entry("collaboration.reply", EnumSet.of(Operation.UPSERT, Operation.EVENT)),
              register("catalog.entry"),
              entry("sharing.application", EnumSet.of(Operation.UPSERT)),
              entry("sharing.answer", EnumSet.of(Operation.UPSERT, Operation.EVENT)),
              entry("sharing.grant", EnumSet.of(Operation.UPSERT)),
              entry("sharing.change", EnumSet.of(Operation.UPSERT, Operation.EVENT)),
              entry("sharing.correction", EnumSet.of(Operation.UPSERT)),
              entry("sharing.correction-result", EnumSet.of(Operation.UPSERT, Operation.EVENT)),
              entry("sharing.use", EnumSet.of(Operation.UPSERT))));

  private final Map<String, Set<Operation>> operations;

  private TypeOperations(Map<String, Set<Operation>> operations) {
    this.operations = operations;
  }

  private static Map.Entry<String, Set<Operation>> register(String name) {
    return entry(name, EnumSet.of(Operation.UPSERT, Operation.DELETE));
  }

  private static Map.Entry<String, Set<Operation>> process(String name) {
    return entry(name, EnumSet.allOf(Operation.class));
  }

  private static Map.Entry<String, Set<Operation>> entry(String name, Set<Operation> operations) {
    return Map.entry(name + "/1", Collections.unmodifiableSet(operations));
  }

  /**
   * The operations of the types of version 1.
   *
   * @return the operations
   */
  static TypeOperations standard() {
    return OF_THE_STANDARD;
  }

  /**
   * The operations of a type.
   *
   * @param type a payload type
   * @return its operations; all, if the standard does not define the type
   */
  Set<Operation> of(PayloadType type) {
    return operations.getOrDefault(
        type.toString(), Collections.unmodifiableSet(EnumSet.allOf(Operation.class)));
  }

  /**
   * Requires that a type has an operation.
   *
   * @param type a payload type
   * @param operation the operation of a message or batch
   * @throws InvalidPayloadException with the violation {@code operation.type} if it has not
   */
  void require(PayloadType type, Operation operation) {
    if (!of(type).contains(operation)) {
      throw InvalidPayloadException.ofMessage(
          new ValidationReport(
              List.of(
                  new Violation(
                      "/operation",
                      "operation.type",
                      Severity.ERROR,
                      STANDARD,
                      "The type " + type + " has no operation " + operation.wireName(),
                      "类型 " + type + " 不支持操作 " + operation.wireName()))));
    }
  }
}
