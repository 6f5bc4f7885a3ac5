/**
 * A simulated Teleport cluster: its Auth Service over mutual TLS, its certificate authorities, and
 * the ways of a proxy that lead to it.
 */
@NullMarked
package dev.sallyport.simulators.teleport;

import org.jspecify.annotations.NullMarked;
