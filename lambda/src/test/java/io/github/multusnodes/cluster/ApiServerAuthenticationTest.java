package io.github.multusnodes.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.port.Cluster;
import io.github.multusnodes.retry.ClusterFailure;
import io.github.multusnodes.retry.ClusterFailure.Kind;
import io.github.multusnodes.simulator.World;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.time.RealTimeline;
import io.github.multusnodes.simulator.transport.HttpDoor;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

@DisplayName("over HTTP, a caller")
class ApiServerAuthenticationTest {

    private final World<RealTimeline> world = World.real(Scenario.plain());
    private final HttpDoor door = open();

    @BeforeEach
    void forgetCalls() {
        world.calls().clear();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void is_known_by_a_token_that_is_signed_right() {
        assertThat(cluster("simulated", "simulated", this::now).nodeOf("i-0a")).isEmpty();
        assertThat(world.calls().all())
                .extracting(recorded -> recorded.call().caller())
                .containsExactly("role");
    }

    @Test
    void is_known_by_a_session_of_a_role() {
        Cluster cluster =
                new KubernetesCluster(
                        ClusterAccess.at(door.endpoint(), ""),
                        new EksToken(
                                StaticCredentialsProvider.create(
                                        AwsSessionCredentials.create(
                                                "role", "simulated", "a/b+c==")),
                                Region.US_WEST_2,
                                "simulated",
                                this::now));

        assertThat(cluster.nodeOf("i-0a")).isEmpty();
    }

    @Test
    void is_unknown_with_another_secret() {
        assertThat(failure(cluster("other", "simulated", this::now))).isEqualTo(Kind.DENIED);
    }

    @Test
    void is_unknown_with_a_token_for_another_cluster() {
        assertThat(failure(cluster("simulated", "other", this::now))).isEqualTo(Kind.DENIED);
    }

    @Test
    void is_unknown_with_a_token_of_15_minutes_ago() {
        Supplier<Instant> late = () -> now().minus(Duration.ofMinutes(15));

        assertThat(failure(cluster("simulated", "simulated", late))).isEqualTo(Kind.DENIED);
    }

    @Test
    void is_told_when_nobody_answers() {
        URI endpoint = door.endpoint();
        door.close();

        Cluster cluster =
                new KubernetesCluster(
                        ClusterAccess.at(endpoint, ""), token("simulated", "simulated", this::now));

        assertThat(failure(cluster)).isEqualTo(Kind.UNREACHABLE);
    }

    private Instant now() {
        return world.timeline().now();
    }

    private Cluster cluster(String secret, String name, Supplier<Instant> now) {
        return new KubernetesCluster(
                ClusterAccess.at(door.endpoint(), ""), token(secret, name, now));
    }

    private static EksToken token(String secret, String name, Supplier<Instant> now) {
        return new EksToken(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("role", secret)),
                Region.US_WEST_2,
                name,
                now);
    }

    private static Kind failure(Cluster cluster) {
        return catchThrowableOfType(ClusterFailure.class, () -> cluster.nodeOf("i-0a")).kind();
    }

    private HttpDoor open() {
        try {
            return new HttpDoor(world.door(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
