package io.github.citydc.validation.internal;

import java.lang.annotation.Annotation;

/**
 * A constraint where it stands in a class.
 *
 * @param member the member it stands on, empty for the class
 * @param type the annotation
 */
record Place(String member, Class<? extends Annotation> type) {}
