package dev.pontage.limit;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens in a Redis or Valkey that the nodes share. When it is away each node goes on alone, and says so once. */
final class RedisLeases implements Leases, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLeases.class);
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /** After a failure nobody asks for so long. */
    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final RedisClient client;
    private final ClientResources resources;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("limits-redis").factory());
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile @Nullable AsyncProxyManager<byte[]> buckets;
    private volatile long awayUntil = System.nanoTime();

    RedisLeases(String url) {
        var uri = RedisURI.create(url);
        uri.setTimeout(TIMEOUT);
        // the client's own pauses grow to half a minute: too long for limits that shall hold again in ten seconds
        this.resources = DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(Duration.ofMillis(500)))
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(true)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
        var unused = clock.scheduleWithFixedDelay(this::look, 0, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isThere() {
        var open = connection;
        return open != null && open.isOpen() && System.nanoTime() - awayUntil >= 0;
    }

    @Override
    public CompletableFuture<Long> draw(String name, Allowance allowance, long most) {
        var open = buckets;
        if (open == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        }
        try {
            return bucket(open, name, allowance).tryConsumeAsMuchAsPossible(most);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void giveBack(String name, Allowance allowance, long tokens) {
        var open = buckets;
        if (open != null && isThere()) {
            try {
                var unused = bucket(open, name, allowance).addTokens(tokens);
            } catch (RuntimeException e) {
                LOG.debug("unspent tokens could not be given back", e);
            }
        }
    }

    private static AsyncBucketProxy bucket(AsyncProxyManager<byte[]> open, String name, Allowance allowance) {
        // the allowance is part of the name: a changed one begins anew everywhere at once
        var key = "pontage:limit:" + name + ":" + allowance.requestsPerSecond() + ":" + allowance.burst();
        return open.getProxy(
                key.getBytes(StandardCharsets.UTF_8),
                () -> CompletableFuture.completedFuture(configuration(allowance)));
    }

    @Override
    public void lost() {
        awayUntil = System.nanoTime() + AWAY_NANOS;
        if (told.compareAndSet(false, true)) {
            LOG.warn("The shared limits do not answer: each node keeps its part of every limit by itself");
        }
    }

    private static BucketConfiguration configuration(Allowance allowance) {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(allowance.burst())
                        .refillGreedy(Math.max(1, allowance.requestsPerSecond()), Duration.ofSeconds(1)))
                .build();
    }

    /** Connects when it is not connected yet; afterwards the client reconnects by itself. */
    private void look() {
        try {
            if (connection == null) {
                var made = client.connect(ByteArrayCodec.INSTANCE);
                buckets = Bucket4jLettuce.casBasedBuilder(made)
                        .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                                Duration.ofMinutes(1)))
                        .build()
                        .asAsync();
                connection = made;
            }
            if (isThere() && told.compareAndSet(true, false)) {
                LOG.info("The shared limits answer again");
            }
        } catch (RuntimeException e) {
            lost();
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        var unused = resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
