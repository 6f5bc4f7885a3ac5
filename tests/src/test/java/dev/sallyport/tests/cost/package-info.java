/**
 * What an installation costs at AWS: calls counted in the demo's story, times a dated price list.
 */
@NullMarked
package dev.sallyport.tests.cost;

import org.jspecify.annotations.NullMarked;
