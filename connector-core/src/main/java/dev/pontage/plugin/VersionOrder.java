package dev.pontage.plugin;

import java.util.Comparator;

/** 1.10.0 comes after 1.9.0, and a version with a suffix before the one without. */
final class VersionOrder implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
        var ones = one.split("[.+-]", -1);
        var others = other.split("[.+-]", -1);
        for (var i = 0; i < Math.min(ones.length, others.length); i++) {
            var difference = part(ones[i], others[i]);
            if (difference != 0) {
                return difference;
            }
        }
        var suffixed = one.contains("-") != other.contains("-");
        var longer = Integer.compare(ones.length, others.length);
        return suffixed ? -longer : longer;
    }

    private static int part(String one, String other) {
        var numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }
}
