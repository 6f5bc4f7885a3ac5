/** The way back of a decision, against the simulated cluster. */
@NullMarked
package dev.sallyport.tests.review;

import org.jspecify.annotations.NullMarked;
