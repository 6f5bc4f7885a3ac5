/** The layout of the source files. */
@NullMarked
package dev.sallyport.tests.format;

import org.jspecify.annotations.NullMarked;
