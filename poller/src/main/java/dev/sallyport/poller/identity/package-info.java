/** Teleport identities: how long they live, and how they are renewed. */
@NullMarked
package dev.sallyport.poller.identity;

import org.jspecify.annotations.NullMarked;
