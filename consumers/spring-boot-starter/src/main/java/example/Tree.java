package example;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.validation.ValidDivisionCode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

@PayloadName("street.tree/1")
public record Tree(
    @NotBlank String id,
    @NotNull @ValidDivisionCode String street,
    @NotBlank String state,
    Extensions extensions)
    implements Payload {

  public static Tree of(String id, String state) {
    return new Tree(id, "440106001", state, Extensions.none());
  }
}
