/** Secrets that change while PagerDuty delivers: whatever is broken off, no delivery is refused. */
@NullMarked
package dev.sallyport.tests.rotation;

import org.jspecify.annotations.NullMarked;
