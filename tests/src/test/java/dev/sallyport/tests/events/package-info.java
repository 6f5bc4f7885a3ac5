/** The samples in {@code events/}, each given to the function that it is for. */
@NullMarked
package dev.sallyport.tests.events;

import org.jspecify.annotations.NullMarked;
