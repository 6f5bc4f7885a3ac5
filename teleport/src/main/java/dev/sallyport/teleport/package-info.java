/**
 * A client for Teleport's Auth API, versions 16 to 19: identities, mutual TLS, watching, listing
 * and reviewing Access Requests, and plugin data. Protocol buffers are handed out as data; gRPC
 * stays inside.
 */
@NullMarked
package dev.sallyport.teleport;

import org.jspecify.annotations.NullMarked;
