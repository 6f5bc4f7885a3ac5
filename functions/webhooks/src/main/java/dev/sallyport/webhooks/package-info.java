/**
 * The only code that the internet reaches. It verifies who signed a delivery, puts it on the queue
 * of its vendor and answers; it understands nothing of it and may approve nothing. It is made to
 * start fast: no framework, no SDK, JSON as a stream.
 */
@NullMarked
package dev.sallyport.webhooks;

import org.jspecify.annotations.NullMarked;
