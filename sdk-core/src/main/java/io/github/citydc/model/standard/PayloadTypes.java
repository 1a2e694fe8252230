package io.github.citydc.model.standard;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.certificate.ECertificate;
import io.github.citydc.model.collaboration.CollaborationReply;
import io.github.citydc.model.collaboration.CollaborationTask;
import io.github.citydc.model.community.CityEvent;
import io.github.citydc.model.community.ServiceRequest;
import io.github.citydc.model.disclosure.DisclosureItem;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.economy.Indicator;
import io.github.citydc.model.feedback.ServiceComplaint;
import io.github.citydc.model.feedback.ServiceConsultation;
import io.github.citydc.model.feedback.ServiceEvaluation;
import io.github.citydc.model.feedback.ServiceSupervision;
import io.github.citydc.model.organization.LegalEntity;
import io.github.citydc.model.population.Household;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.Residence;
import io.github.citydc.model.service.ServiceCase;
import io.github.citydc.model.service.ServiceItem;
import io.github.citydc.model.sharing.CorrectionResult;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingCorrection;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.SharingUse;
import io.github.citydc.model.space.Building;
import io.github.citydc.model.space.Grid;
import io.github.citydc.model.space.StandardAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The registry of payload types and their record classes. Immutable: a vendor's types make a new
 * instance.
 */
public final class PayloadTypes {

  private static final PayloadTypes STANDARD =
      of(
          List.of(
              Person.class,
              Household.class,
              Residence.class,
              LegalEntity.class,
              StandardAddress.class,
              Building.class,
              Grid.class,
              Indicator.class,
              OfficialDocument.class,
              DocumentAction.class,
              DisclosureItem.class,
              ServiceItem.class,
              ServiceCase.class,
              ECertificate.class,
              ServiceEvaluation.class,
              ServiceConsultation.class,
              ServiceComplaint.class,
              ServiceSupervision.class,
              CityEvent.class,
              ServiceRequest.class,
              CollaborationTask.class,
              CollaborationReply.class,
              CatalogEntry.class,
              SharingApplication.class,
              SharingAnswer.class,
              SharingGrant.class,
              SharingChange.class,
              SharingCorrection.class,
              CorrectionResult.class,
              SharingUse.class));

  private final Map<PayloadType, Class<? extends Payload>> records;

  private PayloadTypes(Map<PayloadType, Class<? extends Payload>> records) {
    this.records = records;
  }

  /**
   * The types of version 1 of the interface standard.
   *
   * @return the standard types
   */
  public static PayloadTypes standard() {
    return STANDARD;
  }

  /**
   * Exactly these types.
   *
   * @param payloads records annotated with {@link io.github.citydc.model.PayloadName}
   * @return the types
   * @throws IllegalArgumentException if two records claim the same type, or one has no name
   */
  public static PayloadTypes of(Collection<Class<? extends Payload>> payloads) {
    Map<PayloadType, Class<? extends Payload>> records = new LinkedHashMap<>();
    for (Class<? extends Payload> payload : payloads) {
      Class<?> other = records.put(PayloadType.of(payload), payload);
      if (other != null && other != payload) {
        throw new IllegalArgumentException(
            payload.getName() + " and " + other.getName() + " are both " + PayloadType.of(payload));
      }
    }
    return new PayloadTypes(Collections.unmodifiableMap(records));
  }

  /**
   * These types and one more.
   *
   * @param payload a record annotated with {@link io.github.citydc.model.PayloadName}
   * @return new types
   * @throws IllegalArgumentException if another record claims the same type
   */
  public PayloadTypes with(Class<? extends Payload> payload) {
    List<Class<? extends Payload>> all = new ArrayList<>(records.values());
    all.add(payload);
    return of(all);
  }

  /**
   * Finds the record of a type.
   *
   * @param type the type
   * @return the record, empty if the type is unknown here
   */
  public Optional<Class<? extends Payload>> find(PayloadType type) {
    return Optional.ofNullable(records.get(type));
  }

  /**
   * The types, in the order they were registered.
   *
   * @return an unmodifiable view
   */
  public Collection<PayloadType> types() {
    return records.keySet();
  }
}
