/** The domain. It knows no AWS, no gRPC and no HTTP. */
@NullMarked
package dev.sallyport.core;

import org.jspecify.annotations.NullMarked;
