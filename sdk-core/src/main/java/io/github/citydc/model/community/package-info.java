/** Communities and city management 社区与城市管理: events and residents' requests. */
@NullMarked
package io.github.citydc.model.community;

import org.jspecify.annotations.NullMarked;
