package dev.pontage.plugin;

/** How a file looks from outside. */
record Look(long size, long changed, boolean readable) {}
