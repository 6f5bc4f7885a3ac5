/** What the tests of the simulated HTTP APIs have in common. */
@NullMarked
package dev.sallyport.simulators.http;

import org.jspecify.annotations.NullMarked;
