package dev.sallyport.core.notice;

import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * Where a destination is kept in line.
 *
 * @param crew runs the work for each recipient: in turn, or side by side
 */
record Setting(Destination destination, Signals signals, InstantSource clock, Executor crew) {}
