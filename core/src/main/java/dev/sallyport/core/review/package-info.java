/** The way back of a decision: who made it, whether it counts, and what they are told. */
@NullMarked
package dev.sallyport.core.review;

import org.jspecify.annotations.NullMarked;
