/** What travels between the engine and a plugin: commands in, outcomes out. */
@NullMarked
package dev.pontage.spi.payment;

import org.jspecify.annotations.NullMarked;
