package io.github.multusnodes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.CustomResource;
import io.github.multusnodes.simulator.runtime.CustomResource.Status;
import io.github.multusnodes.simulator.scenario.Scenario;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.simulator.state.kubernetes.ClusterConfig;
import io.github.multusnodes.simulator.state.kubernetes.Kubernetes;
import io.github.multusnodes.stage.StackStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A stack's resource that looks a cluster up. */
class ClusterLookupTest {

    private static final String PROPERTIES = "{\"ClusterName\":\"" + Kubernetes.NAME + "\"}";

    private final StackStage stage = StackStage.open(Scenario.realistic(), Duration.ofMinutes(2));
    private final Kubernetes kubernetes = stage.world().kubernetes();
    private final CustomResource stack = stage.clusterStack();

    @Test
    void tells_what_a_node_group_has_to_know() {
        create();

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
        assertThat(stack.physicalId()).matches("multus-nodes-cluster-[0-9a-f]{16}");
        assertThat(stack.data())
                .containsOnlyKeys(
                        "Endpoint",
                        "CertificateAuthority",
                        "ServiceCidr",
                        "IpFamily",
                        "SecurityGroupId",
                        "VpcId",
                        "Version",
                        "AuthenticationMode")
                .containsEntry("Endpoint", kubernetes.endpoint().toString())
                .containsEntry("ServiceCidr", "172.20.0.0/16")
                .containsEntry("IpFamily", "ipv4")
                .containsEntry("SecurityGroupId", kubernetes.config().securityGroupId())
                .containsEntry("VpcId", kubernetes.config().vpcId())
                .containsEntry("Version", "1.34")
                .containsEntry("AuthenticationMode", "API_AND_CONFIG_MAP");
        byte[] certificate = Base64.getDecoder().decode(stack.data().get("CertificateAuthority"));
        assertThat(new String(certificate, StandardCharsets.UTF_8))
                .startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void tells_the_services_of_ipv6_where_the_cluster_has_that() {
        kubernetes.configure(ClusterConfig.usual().withServices("ipv6", "fd00:1::/108"));

        create();

        assertThat(stack.data())
                .containsEntry("IpFamily", "ipv6")
                .containsEntry("ServiceCidr", "fd00:1::/108");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kubernetes.Status.class,
            names = {"ACTIVE", "UPDATING"})
    void takes_a_cluster_that_is_ready(Kubernetes.Status status) {
        kubernetes.become(status);

        create();

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kubernetes.Status.class,
            names = {"CREATING", "DELETING", "FAILED"})
    void refuses_a_cluster_that_is_not(Kubernetes.Status status) {
        kubernetes.become(status);

        create();

        assertThat(stack.reason())
                .isEqualTo(
                        "CLUSTER_NOT_READY: Cluster simulated is "
                                + status
                                + "; allowed: ACTIVE or UPDATING. Wait until it is ready, and"
                                + " deploy again.");
    }

    @Test
    void refuses_a_name_that_no_cluster_has() {
        stack.create("{\"ClusterName\":\"other\"}");
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.ROLLBACK_COMPLETE);
        assertThat(stack.reason())
                .isEqualTo(
                        "CLUSTER_NOT_FOUND: ResourceProperties.ClusterName is other; allowed: an"
                                + " EKS cluster of this account and Region. Mend the name, or"
                                + " deploy where the cluster is.");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG_MAP", "''"})
    void refuses_a_cluster_that_takes_no_access_entries_and_says_how_to_change_that(String mode) {
        kubernetes.configure(ClusterConfig.usual().withAuthenticationMode(mode));

        create();

        assertThat(stack.reason())
                .startsWith(
                        "CLUSTER_WITHOUT_ACCESS_ENTRIES: Cluster simulated has authentication mode"
                                + " CONFIG_MAP; allowed: API_AND_CONFIG_MAP or API.")
                .endsWith(
                        "aws eks update-cluster-config --name simulated --access-config"
                                + " authenticationMode=API_AND_CONFIG_MAP");
    }

    @Test
    void asks_again_while_eks_is_busy() {
        stage.faults()
                .next(3, call -> call.action().equals("DescribeCluster"), new Fault.Throttle());

        create();

        assertThat(stack.status()).as(stack.reason()).isEqualTo(Status.CREATE_COMPLETE);
    }

    @Test
    void tells_in_time_that_eks_does_not_answer_or_does_not_permit() {
        stage.faults()
                .always(call -> call.action().equals("DescribeCluster"), new Fault.LoseRequest());
        create();
        assertThat(stack.reason()).startsWith("OUT_OF_TIME: Out of time: DescribeCluster: ");

        CustomResource again = stage.clusterStack();
        stage.faults().clear();
        stage.faults()
                .always(
                        call -> call.action().equals("DescribeCluster"),
                        new Fault.Refuse(new Refusal(403, "AccessDeniedException", "Not you.")));
        again.create(PROPERTIES);
        stage.untilSettled(again);
        assertThat(again.reason())
                .startsWith("CALL_REFUSED: DescribeCluster: ")
                .contains("Not you.");
    }

    @Test
    void an_update_looks_again_and_a_delete_asks_nobody() {
        create();
        kubernetes.configure(ClusterConfig.usual().withAuthenticationMode("API"));
        stack.update(PROPERTIES);
        stage.untilSettled(stack);
        assertThat(stack.data()).containsEntry("AuthenticationMode", "API");

        kubernetes.become(Kubernetes.Status.ABSENT);
        stage.calls().clear();
        stack.delete();
        stage.untilSettled(stack);

        assertThat(stack.status()).isEqualTo(Status.DELETE_COMPLETE);
        assertThat(stage.calls().of("DescribeCluster")).isEmpty();
    }

    private void create() {
        stack.create(PROPERTIES);
        stage.untilSettled(stack);
    }
}
