/** What people say of government services 政务服务评价、咨询、投诉, and their supervision 监察督办. */
@NullMarked
package io.github.citydc.model.feedback;

import org.jspecify.annotations.NullMarked;
