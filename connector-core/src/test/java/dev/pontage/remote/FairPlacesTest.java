package dev.pontage.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairPlacesTest {
    private final FairPlaces places = new FairPlaces(12);

    @Test
    void one_name_alone_gets_half() {
        assertThat(fill("one")).hasSize(6);
    }

    @Test
    void two_names_leave_room_for_a_third() {
        fill("one");
        assertThat(fill("two")).hasSize(3);
        assertThat(fill("three")).isNotEmpty();
    }

    @Test
    void a_place_that_was_left_can_be_taken_again() {
        var taken = fill("one");
        taken.forEach(Runnable::run);

        assertThat(places.held("one")).isZero();
        assertThat(fill("two")).hasSize(6);
    }

    private List<Runnable> fill(String name) {
        var taken = new ArrayList<Runnable>();
        for (var it = places.enter(name); it.isPresent(); it = places.enter(name)) {
            taken.add(it.get());
        }
        return taken;
    }
}
