/** Teleport behind the ports of the domain. */
@NullMarked
package dev.sallyport.integrations.teleport;

import org.jspecify.annotations.NullMarked;
