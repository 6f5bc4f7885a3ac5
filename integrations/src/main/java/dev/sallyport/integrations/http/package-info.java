/** Calls over HTTP, as the clients of several vendors make them. */
@NullMarked
package dev.sallyport.integrations.http;

import org.jspecify.annotations.NullMarked;
