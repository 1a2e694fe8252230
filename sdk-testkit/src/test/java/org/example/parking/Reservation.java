package org.example.parking;

/**
 * A place that is kept for a car.
 *
 * @param street the code of the street
 * @param plate the plate of the car
 */
public record Reservation(String street, String plate) {}
