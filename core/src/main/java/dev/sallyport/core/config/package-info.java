/** sallyport.toml: what an operator may set, read with errors that name the line and the fix. */
@NullMarked
package dev.sallyport.core.config;

import org.jspecify.annotations.NullMarked;
