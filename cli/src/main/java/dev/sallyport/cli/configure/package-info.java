/** What has to be set up outside of Sallyport, made from its configuration. */
@NullMarked
package dev.sallyport.cli.configure;

import org.jspecify.annotations.NullMarked;
