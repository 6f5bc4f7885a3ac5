/** From a Go plugin to Sallyport, and back. */
@NullMarked
package dev.sallyport.cli.handover;

import org.jspecify.annotations.NullMarked;
