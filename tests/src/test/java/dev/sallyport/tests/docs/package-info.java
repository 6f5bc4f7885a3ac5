/** The documentation is true. */
@NullMarked
package dev.sallyport.tests.docs;

import org.jspecify.annotations.NullMarked;
