/** Tests against hand-written servers that answer Opsgenie's and Atlassian's documented bodies. */
@NullMarked
package dev.sallyport.integrations.opsgenie;

import org.jspecify.annotations.NullMarked;
