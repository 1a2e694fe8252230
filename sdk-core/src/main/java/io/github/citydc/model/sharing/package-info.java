/**
 * Sharing of government data 政务数据共享 as the Regulations of the State Council (Decree 809, in force
 * since 2025-08-01) order it: what departments send each other from the application to the record
 * of use, the steps that may follow, and the working days they have for them.
 */
@NullMarked
package io.github.citydc.model.sharing;

import org.jspecify.annotations.NullMarked;
