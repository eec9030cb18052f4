package dev.pontage.torture;

/** A merchant's affiliation with one of the judge's plugins, and the pair with which VTEX calls it. */
record Shop(String connector, String appKey, String appToken) {}
