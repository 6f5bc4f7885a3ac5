/**
 * What happens when calls fail: real handlers and real clients over real sockets against simulated
 * systems, on a virtual clock, with every call on the way of a request made to fail in turn.
 */
@NullMarked
package dev.sallyport.tests.fault;

import org.jspecify.annotations.NullMarked;
