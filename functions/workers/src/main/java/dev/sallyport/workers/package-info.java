/** The Lambda handlers behind the queues, and their wiring. */
@NullMarked
package dev.sallyport.workers;

import org.jspecify.annotations.NullMarked;
