/** What is known of one request, everywhere, on one screen. */
@NullMarked
package dev.sallyport.cli.why;

import org.jspecify.annotations.NullMarked;
