/** Fakes and samples that the tests of all packages share. */
@NullMarked
package dev.sallyport.core.testing;

import org.jspecify.annotations.NullMarked;
