package io.github.citydc.model;

import io.github.citydc.code.CitizenId;
import io.github.citydc.code.Sex;
import io.github.citydc.validation.IdentityHolder;
import java.time.LocalDate;

/**
 * A record that says of a person no more than the identity document: what the number tells of birth
 * and sex cannot disagree with anything.
 */
interface IdentityDocument extends IdentityHolder {

  @Override
  default String sex() {
    return Sex.UNKNOWN.code();
  }

  @Override
  default LocalDate birthDate() {
    return CitizenId.tryParse(idNumber()).map(CitizenId::birthDate).orElse(LocalDate.EPOCH);
  }
}
