@NullMarked
package dev.sallyport.cli.local;

import org.jspecify.annotations.NullMarked;
