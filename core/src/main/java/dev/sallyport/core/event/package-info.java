/** The hints that travel between the units: look at request X. */
@NullMarked
package dev.sallyport.core.event;

import org.jspecify.annotations.NullMarked;
