/** A whole story on simulated systems, told as it is observed. */
@NullMarked
package dev.sallyport.cli.demo;

import org.jspecify.annotations.NullMarked;
