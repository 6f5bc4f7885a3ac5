/** Tests of the whole: several modules, or all of them, together. */
@NullMarked
package dev.sallyport.tests;

import org.jspecify.annotations.NullMarked;
