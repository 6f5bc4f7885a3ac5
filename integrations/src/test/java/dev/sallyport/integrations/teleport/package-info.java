@NullMarked
package dev.sallyport.integrations.teleport;

import org.jspecify.annotations.NullMarked;
