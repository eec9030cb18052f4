package dev.pontage.plugin;

/**
 * A jar that was not taken.
 *
 * @param jar its file name
 * @param sentence why, and what to do
 */
public record PluginProblem(String jar, String sentence) {}
