/** What the simulated HTTP APIs have in common: a loopback server, a door with faults, routes. */
@NullMarked
package dev.sallyport.simulators.http;

import org.jspecify.annotations.NullMarked;
