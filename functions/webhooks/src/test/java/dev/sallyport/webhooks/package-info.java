/** Tests of the door. */
@NullMarked
package dev.sallyport.webhooks;

import org.jspecify.annotations.NullMarked;
