/** The whole loop over simulated systems: what must hold from end to end. */
@NullMarked
package dev.sallyport.tests.loop;

import org.jspecify.annotations.NullMarked;
