/** Tests of the policy, and the story of a decision. */
@NullMarked
package dev.sallyport.cli.policy;

import org.jspecify.annotations.NullMarked;
