package dev.pontage.plugin;

/** What the nodes of one database have in common. */
record Commons(SharedJars jars, Quarantines quarantines) {}
