/**
 * What a vendor delivers to a webhook, and how its sender is verified: once where it comes in, and
 * once more where it is acted upon.
 */
@NullMarked
package dev.sallyport.core.delivery;

import org.jspecify.annotations.NullMarked;
