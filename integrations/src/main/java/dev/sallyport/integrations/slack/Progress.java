package dev.sallyport.integrations.slack;

import java.util.OptionalInt;

/**
 * How far a pending request has come.
 *
 * @param missing how many approvals it still needs; empty where that is not known
 */
record Progress(int approvals, OptionalInt missing) {}
