/**
 * Batches, records and checks of whole tables on Apache Spark: the data source {@code citydc} for
 * Java, SQL and Python, and {@link io.github.citydc.spark.CityChecks}.
 */
@NullMarked
package io.github.citydc.spark;

import org.jspecify.annotations.NullMarked;
