/** How a simulated system is told to misbehave, and what it remembers of every call. */
@NullMarked
package dev.sallyport.simulators.fault;

import org.jspecify.annotations.NullMarked;
