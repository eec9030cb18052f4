package dev.pontage.start;

import java.util.List;

/** Something that a person who just started the process wants to read. */
public interface StartNote {
    /** Whole lines, none when there is nothing to say. */
    List<String> lines();
}
