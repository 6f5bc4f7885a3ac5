/** Functions as Lambda runs them: the zip that is deployed, in a process of the real runtime. */
@NullMarked
package dev.sallyport.tests.lambda;

import org.jspecify.annotations.NullMarked;
