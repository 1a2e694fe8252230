/** Disclosure of government information 政府信息公开. */
@NullMarked
package io.github.citydc.model.disclosure;

import org.jspecify.annotations.NullMarked;
