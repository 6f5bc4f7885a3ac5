/** Messages that went to the dead letters: what they are, and the way back. */
@NullMarked
package dev.sallyport.cli.dlq;

import org.jspecify.annotations.NullMarked;
