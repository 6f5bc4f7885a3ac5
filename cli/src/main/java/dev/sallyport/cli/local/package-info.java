/**
 * The whole loop on one machine: a real SQS server and event-source mappings around the real
 * handlers.
 */
@NullMarked
package dev.sallyport.cli.local;

import org.jspecify.annotations.NullMarked;
