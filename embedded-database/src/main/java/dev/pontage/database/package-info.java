/** MariaDB's own binaries: unpack them, make a data folder, run the server beside us and stop it last. */
@NullMarked
package dev.pontage.database;

import org.jspecify.annotations.NullMarked;
