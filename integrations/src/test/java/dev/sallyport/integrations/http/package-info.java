/** A server and a clock for tests of clients. */
@NullMarked
package dev.sallyport.integrations.http;

import org.jspecify.annotations.NullMarked;
