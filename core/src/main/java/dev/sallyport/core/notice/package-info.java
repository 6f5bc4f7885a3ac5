/** Keeping a destination's incidents, alerts and messages in line with a request. */
@NullMarked
package dev.sallyport.core.notice;

import org.jspecify.annotations.NullMarked;
