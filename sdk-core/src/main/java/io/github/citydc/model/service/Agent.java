package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.PersonReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidPhoneNumber;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;

/**
 * A person who applies for somebody else 代理人.
 *
 * @param person agent 代理人
 * @param phone phone number of the agent 联系电话
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "代理人", en = "agent")
@WithBuilder
public record Agent(
    @Title(zh = "代理人", en = "agent") @NotNull @Valid PersonReference person,
    @Title(zh = "联系电话", en = "phone number of the agent") Optional<@ValidPhoneNumber String> phone,
    Extensions extensions) {

  /** Sets what was left out. */
  public Agent {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without anything personal.
   *
   * @return the type only
   */
  @Override
  public String toString() {
    return "Agent[]";
  }
}
