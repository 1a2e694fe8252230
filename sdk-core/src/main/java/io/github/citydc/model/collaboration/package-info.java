/** Tasks across departments 业务协同. */
@NullMarked
package io.github.citydc.model.collaboration;

import org.jspecify.annotations.NullMarked;
