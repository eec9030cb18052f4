package dev.pontage.work;

import java.util.List;

/** A part that has something to be done in the background. */
public interface Chores {
    List<Chore> chores();
}
