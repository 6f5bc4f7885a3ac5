/** The way back of a decision: a person's gesture becomes that person's review in Teleport. */
@NullMarked
package dev.sallyport.core.review;

import org.jspecify.annotations.NullMarked;
