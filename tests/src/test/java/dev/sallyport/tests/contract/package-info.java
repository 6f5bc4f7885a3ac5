/** Our clients and adapters against the simulated systems. */
@NullMarked
package dev.sallyport.tests.contract;

import org.jspecify.annotations.NullMarked;
