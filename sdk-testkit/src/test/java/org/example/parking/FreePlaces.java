package org.example.parking;

/**
 * How many cars may park in a street.
 *
 * @param street the code of the street
 * @param free the number of free places
 */
public record FreePlaces(String street, int free) {}
