/** Official documents 公文 and their life. */
@NullMarked
package io.github.citydc.model.document;

import org.jspecify.annotations.NullMarked;
