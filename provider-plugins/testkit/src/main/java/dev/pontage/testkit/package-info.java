/** The contract that every plugin must pass, and what a test of one needs. */
@NullMarked
package dev.pontage.testkit;

import org.jspecify.annotations.NullMarked;
