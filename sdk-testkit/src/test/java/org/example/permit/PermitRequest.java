package org.example.permit;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidVehiclePlate;

/**
 * Asks for a permit to park as a resident, with rules like those of every payload.
 *
 * @param plate the plate of the car
 * @param street the code of the street
 * @param extensions members unknown to this version
 */
@PayloadName("parking.permit/1")
public record PermitRequest(
    @ValidVehiclePlate String plate, @ValidDivisionCode String street, Extensions extensions)
    implements Payload {}
