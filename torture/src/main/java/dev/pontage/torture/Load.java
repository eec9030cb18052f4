package dev.pontage.torture;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** So many stories at once, each followed by another. */
final class Load {
    private static final int ASKING = 55;
    private static final int REPLAYING = 90;

    private final World world;
    private final List<Shop> shops;
    private final SplittableRandom random;
    private final Set<Story> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private volatile @Nullable Point aim;

    Load(World world, List<Shop> shops, SplittableRandom random) {
        this.world = world;
        this.shops = shops;
        this.random = random;
    }

    void start(int atOnce) {
        for (var i = 0; i < atOnce; i++) {
            var own = random.split();
            Thread.ofVirtual().start(() -> stories(own));
        }
    }

    private void stories(SplittableRandom own) {
        while (!ending.get()) {
            var story = next(own);
            running.add(story);
            try {
                story.run();
            } catch (RuntimeException e) {
                world.ledger().violation("the story " + story + " failed: " + e);
            } finally {
                running.remove(story);
            }
            Pause.of(Duration.ofMillis(own.nextInt(100)));
        }
    }

    private Story next(SplittableRandom own) {
        var point = aim;
        var script = point != null && own.nextInt(3) == 0 ? Script.toward(point, own) : Script.any(own);
        return new Story(world, shop(own), script, own.split(), givenUp::get);
    }

    private Shop shop(SplittableRandom own) {
        var dice = own.nextInt(100);
        return shops.get(dice < ASKING ? 0 : dice < REPLAYING ? 1 : 2);
    }

    void aim(Optional<Point> point) {
        aim = point.orElse(null);
    }

    /** The stories that began before a time and have not ended. */
    List<String> unfinished(Instant before) {
        return running.stream()
                .filter(it -> it.begun().isBefore(before))
                .map(Story::toString)
                .toList();
    }

    /** No more stories; those that run go on. */
    void end() {
        ending.set(true);
    }

    void giveUp() {
        ending.set(true);
        givenUp.set(true);
    }
}
