/** The arrows between modules and packages, and the habits of the code, held by tests. */
@NullMarked
package dev.sallyport.tests.architecture;

import org.jspecify.annotations.NullMarked;
