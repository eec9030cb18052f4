/** The admin in a test: real tables, a real server, a still clock, people who log in. */
@NullMarked
package dev.pontage.admin.world;

import org.jspecify.annotations.NullMarked;
