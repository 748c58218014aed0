package io.github.multusnodes.pods.cluster;

import io.github.multusnodes.pods.cluster.PodApi.Listed;
import io.github.multusnodes.pods.node.BackOff;
import io.github.multusnodes.pods.plan.NodePod;
import io.github.multusnodes.pods.port.NodePods;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.github.multusnodes.retry.Time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * {@link NodePods} of the Kubernetes API: a list, and from its version on a watch, which is taken
 * up again where it has ended. One thread {@linkplain #follow follows}, another asks.
 */
public final class KubernetesPods implements NodePods {

    /** How long the answer to a watch may pause: a little longer than a watch lasts. */
    public static final Duration WATCH_SILENCE = Duration.ofSeconds(65);

    private static final Duration LONGEST_WATCH = Duration.ofSeconds(60);

    /** Agents whose watches began together part. */
    private static final int PARTING_SECONDS = 10;

    /** A stream that has lasted so long was none that is refused. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    /** Whatever it is that does not let a watch go on from a version: a list mends it. */
    private static final int TRIES_WITH_A_VERSION = 3;

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final PodApi api;
    private final Time time;
    private final RandomGenerator jitter;
    private final Signal signal;
    private final Consumer<ClusterFailure> failed;
    private final BackOff backOff;
    private volatile @Nullable Heard heard;
    private volatile @Nullable ClusterFailure failure;
    private int failures;
    private boolean doubtful;
    private boolean told;
    private long asked = -1;

    /**
     * Asks nobody yet.
     *
     * @param lists the way for what is answered at once
     * @param watches the way for what is answered bit by bit, with {@link #WATCH_SILENCE}
     * @param signal from who follows to who asks
     * @param failed told each failure of a list or a watch
     */
    public KubernetesPods(
            ClusterAccess lists,
            ClusterAccess watches,
            String node,
            Time time,
            RandomGenerator jitter,
            Signal signal,
            Consumer<ClusterFailure> failed) {
        this.api = new PodApi(new ApiServer(lists), new ApiServer(watches), node);
        this.time = time;
        this.jitter = jitter;
        this.signal = signal;
        this.failed = failed;
        this.backOff = new BackOff(FIRST_WAIT, LONGEST_WAIT, jitter);
    }

    @Override
    public List<NodePod> heard() {
        Heard its = heard;
        while (its == null) {
            ClusterFailure why = failure;
            if (why != null) {
                throw why;
            }
            signal.await(TICK);
            its = heard;
        }
        asked = its.changes();
        return List.copyOf(its.pods().values());
    }

    @Override
    public List<NodePod> list() {
        return List.copyOf(api.list().pods().values());
    }

    @Override
    public void awaitChange(Duration most) {
        Instant end = time.now().plus(most);
        for (Duration left = most;
                left.isPositive() && !hasChanged();
                left = Duration.between(time.now(), end)) {
            signal.await(left);
        }
    }

    private boolean hasChanged() {
        Heard its = heard;
        return its != null && its.changes() != asked;
    }

    /**
     * Hears of all that happens, until it is to end. Nothing else ends it.
     *
     * @param ending asked whenever the stream of news ends
     */
    public void follow(BooleanSupplier ending) {
        while (!ending.getAsBoolean()) {
            Instant steady = time.now().plus(STEADY);
            told = false;
            boolean ended = hear();
            boolean lasted = !time.now().isBefore(steady);
            if (told || lasted) {
                failures = 0;
            }
            if (!(ended && lasted) && !ending.getAsBoolean()) {
                failures++;
                doubtful |= failures % TRIES_WITH_A_VERSION == 0;
                time.pause(backOff.after(failures));
            }
        }
    }

    /**
     * @return whether it was the API server that ended the stream
     */
    private boolean hear() {
        try {
            Heard from = heard;
            if (from == null || doubtful) {
                Listed listed = api.list();
                from = from == null ? new Heard(listed, 0) : from.after(listed);
                hear(from);
                doubtful = false;
            }
            watch(from);
            return true;
        } catch (Expired _) {
            doubtful = true;
        } catch (ClusterFailure broken) {
            fail(broken);
        } catch (RuntimeException defect) {
            fail(new ClusterFailure(Kind.BROKEN, "watch", String.valueOf(defect), defect));
        }
        return false;
    }

    private void watch(Heard from) {
        Duration most = LONGEST_WATCH.minusSeconds(jitter.nextInt(PARTING_SECONDS));
        AtomicReference<Heard> last = new AtomicReference<>(from);
        api.watch(
                from.listed().version(),
                most,
                event -> {
                    told = true;
                    hear(last.updateAndGet(before -> before.after(event)));
                });
    }

    private void hear(Heard now) {
        Heard before = heard;
        heard = now;
        if (before == null || before.changes() != now.changes()) {
            signal.ring();
        }
    }

    private void fail(ClusterFailure why) {
        failed.accept(why);
        failure = why;
        if (heard == null) {
            signal.ring();
        }
    }
}
