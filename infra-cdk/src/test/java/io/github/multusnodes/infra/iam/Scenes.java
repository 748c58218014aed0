package io.github.multusnodes.infra.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.Fault;
import io.github.multusnodes.simulator.runtime.Mishap;
import io.github.multusnodes.simulator.state.Refusal;
import io.github.multusnodes.stage.Grounds;
import io.github.multusnodes.stage.Layout;
import io.github.multusnodes.stage.Layout.Reserved;
import io.github.multusnodes.stage.Stage;
import io.github.multusnodes.stage.Web;

import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Tag;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Scenes in which the functions, together, make every call that they can make. */
final class Scenes {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String LOWEST = "{\"mode\":\"lowest-free\"}";

    private static final Layout DUAL_STACK = Layout.of(1, 2).withIpv6(LOWEST);
    private static final Layout PREFIXES =
            Layout.of(1, 1)
                    .withIpv6(LOWEST)
                    .withReserved(new Reserved(0, 0, "10.0.0.128/25", "prefix"))
                    .withPodPrefixes(
                            "{\"ipv4\":1,\"ipv6\":1,\"ipv6Range\":\"2600:1f14:0:100::/72\"}");

    private Scenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene("launch", Layout.of(2, 2), stage -> launch(stage, 3)),
                new Scene(
                        "launch from a reservation",
                        Layout.of(1, 1)
                                .withReserved(new Reserved(0, 0, "10.0.0.16/28", "explicit"))
                                .withIpv4("{\"mode\":\"reservation\",\"reservation\":\"$0\"}"),
                        stage -> launch(stage, 2)),
                new Scene(
                        "launch where EC2 chooses",
                        Layout.of(1, 1).withIpv4("{\"mode\":\"auto\"}"),
                        stage -> launch(stage, 2)),
                new Scene("dual stack comes and goes", dualStack(), Scenes::comesAndGoes),
                new Scene(
                        "IPv6 only",
                        Layout.of(1, 1).withIpv6Only(LOWEST),
                        stage -> launch(stage, 2)),
                new Scene("prefixes", PREFIXES, stage -> launch(stage, 2)).withPodPrefixes(),
                new Scene("surplus prefixes", PREFIXES, Scenes::surplusPrefixes).withPodPrefixes(),
                new Scene("redelivery", Layout.of(1, 2), Scenes::redelivery),
                new Scene("undo", DUAL_STACK, Scenes::undo),
                new Scene("slow launch", hook(Duration.ofSeconds(30)), Scenes::slowLaunch),
                new Scene("leftovers", Layout.of(1, 1), Scenes::leftovers),
                new Scene("drain", drained(), Scenes::drain).withDrain(),
                new Scene("warm pool", drained(), Scenes::warmPool).withDrain(),
                new Scene("lost events", lostEvents(), Scenes::lostEvents).withDrain(),
                new Scene("swept prefixes", PREFIXES, Scenes::sweptPrefixes).withPodPrefixes(),
                new Scene(
                        "slow launch of the sweep",
                        hook(MINUTE.multipliedBy(4)),
                        Scenes::slowSweep),
                new Scene("orphans", Layout.of(1, 1), Scenes::orphans),
                new Scene("repair", repaired(), Scenes::repair).withRepair());
    }

    private static Layout dualStack() {
        return DUAL_STACK.withTerminateHook(HOUR);
    }

    private static Layout hook(Duration timeout) {
        return Layout.of(1, 1).withHookTimeout(timeout);
    }

    private static Layout drained() {
        return Layout.of(1, 1)
                .withTerminateHook(Duration.ofMinutes(3))
                .withDrain("{\"timeoutSeconds\": 3600}");
    }

    private static Layout lostEvents() {
        return Layout.of(2, 2).withTerminateHook(HOUR).withDrain("{}");
    }

    private static Layout repaired() {
        return Layout.of(1, 1).withEnvironment(Map.of("MULTUS_SWEEP", "{\"repair\": true}"));
    }

    private static void launch(Stage stage, int nodes) {
        stage.group(nodes).untilInService(nodes);
        assertThat(stage.notices()).hasSize(nodes);
        assertWhole(stage);
    }

    private static void comesAndGoes(Stage stage) {
        launch(stage, 1);
        stage.runFor(MINUTE);
        giveAddresses(stage, stage.inspect().ours().getFirst());
        Grounds.setToOutlive(stage.ec2(), stage.inspect().ours().getFirst());
        stage.grounds().leaveInterface(stage.ec2(), stage.inService().getFirst(), 50);
        stage.scaleTo(0).runFor(Duration.ofMinutes(3));
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    private static void surplusPrefixes(Stage stage) {
        stage.faults().next(by("launch", "CompleteLifecycleAction"), new Fault.KillBefore());
        stage.group(1);
        while (stage.delivery().log().invocations().isEmpty()) {
            stage.runFor(Duration.ofSeconds(1));
        }
        giveSurplus(stage);
        stage.untilInService(1).runFor(MINUTE);
        assertThat(stage.inspect().prefixes(0))
                .containsExactly("10.0.0.128/28 2600:1f14:0:100:1::/80");
    }

    private static void giveSurplus(Stage stage) {
        String eni = stage.inspect().ours().getFirst().networkInterfaceId();
        stage.ec2()
                .assignPrivateIpAddresses(
                        r -> r.networkInterfaceId(eni).ipv4Prefixes("10.0.0.208/28"));
        stage.ec2()
                .assignIpv6Addresses(
                        r -> r.networkInterfaceId(eni).ipv6Prefixes("2600:1f14:0:100:9::/80"));
    }

    private static void redelivery(Stage stage) {
        launch(stage, 1);
        stage.calls().clear();
        stage.send("again", stage.notices().getFirst().toEventBridgeJson());
        stage.runFor(Duration.ofMinutes(5));
        assertThat(stage.calls().changing()).isEmpty();
    }

    /** The second of two deletions finds nothing, and EC2 calls that a lack of rights. */
    private static void undo(Stage stage) {
        stage.faults().next(by("launch", "DeleteNetworkInterface"), new Fault.LoseAnswer());
        stage.faults()
                .next(
                        call ->
                                by("launch", "AttachNetworkInterface").test(call)
                                        && "2".equals(call.parameters().get("DeviceIndex")),
                        new Fault.Refuse(
                                Refusal.of("AttachmentLimitExceeded", "Too many interfaces")));
        stage.group(1).untilInService(1).runFor(Duration.ofMinutes(2));
        assertThat(stage.notices()).hasSize(2);
        assertThat(stage.logLines()).noneMatch(line -> line.contains("UnauthorizedOperation"));
        assertWhole(stage);
    }

    private static void slowLaunch(Stage stage) {
        stage.faults().next(30, by("launch", "AttachNetworkInterface"), notRunning());
        launch(stage, 1);
    }

    private static void leftovers(Stage stage) {
        stage.mishaps().next(_ -> true, new Mishap.Lose());
        stage.group(1).runFor(Duration.ofSeconds(30));
        String node = stage.notices().getFirst().instanceId();
        stage.grounds().leaveInterface(stage.ec2(), node, 7);
        stage.grounds().leaveInterface(stage.ec2(), node, 9);
        stage.inspect().ours().forEach(eni -> untag(stage, eni, "cnf"));
        stage.send("again", stage.notices().getFirst().toEventBridgeJson());
        stage.untilInService(1);
        assertWhole(stage);
    }

    private static void drain(Stage stage) {
        stage.joinAfter(Duration.ofSeconds(20));
        launch(stage, 1);
        stage.runFor(Duration.ofMinutes(2)).sweepEvery(MINUTE);
        Web.run(stage, stage.inService().getFirst());
        Web.protect(stage);
        giveAddresses(stage, stage.inspect().ours().getFirst());
        stage.scaleTo(0).runFor(Duration.ofMinutes(12));
        assertThat(stage.members()).hasSize(1);
        Web.unprotect(stage);
        stage.runFor(Duration.ofMinutes(5));
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    private static void warmPool(Stage stage) {
        stage.joinAfter(Duration.ofSeconds(20)).group(0);
        stage.warmPool(1, 1).sweepEvery(MINUTE).runFor(Duration.ofMinutes(5));
        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
        stage.scaleTo(1).runFor(Duration.ofMinutes(5));
        assertThat(stage.inService()).hasSize(1);
        stage.scaleTo(0).runFor(Duration.ofMinutes(5));
        assertThat(stage.members()).isEmpty();
        assertThat(stage.poolStates()).containsExactly("Warmed:Stopped");
    }

    private static void lostEvents(Stage stage) {
        loseEvents(stage);
        stage.joinAfter(Duration.ofSeconds(20)).sweepEvery(MINUTE).group(4);
        stage.runFor(Duration.ofMinutes(5));
        assertThat(stage.inService()).hasSize(4);
        assertWhole(stage);
        Grounds.setToOutlive(stage.ec2(), stage.inspect().ours().getFirst());
        stage.scaleTo(0).runFor(Duration.ofMinutes(8));
        assertThat(stage.members()).isEmpty();
        assertThat(stage.inspect().ours()).isEmpty();
    }

    private static void sweptPrefixes(Stage stage) {
        stage.faults().next(by("launch", "CompleteLifecycleAction"), new Fault.KillBefore());
        stage.mishaps().next(_ -> true, new Mishap.Delay(HOUR));
        stage.faults().next(by("sweep", "CompleteLifecycleAction"), new Fault.KillBefore());
        stage.group(1).runFor(Duration.ofMinutes(3));
        stage.sweep("{}");
        giveSurplus(stage);
        stage.sweep("{}");
        assertThat(stage.inspect().prefixes(0))
                .containsExactly("10.0.0.128/28 2600:1f14:0:100:1::/80");
    }

    private static void slowSweep(Stage stage) {
        loseEvents(stage);
        stage.faults().next(40, by("sweep", "AttachNetworkInterface"), notRunning());
        stage.group(1).runFor(Duration.ofMinutes(3));
        stage.sweep("{}");
        stage.sweepEvery(MINUTE).untilInService(1);
        assertWhole(stage);
    }

    private static void orphans(Stage stage) {
        launch(stage, 1);
        stage.grounds().leaveInterface(stage.ec2(), "i-0000000000000beef", 50);
        stage.grounds().leaveInterface(stage.ec2(), "i-0000000000000dead", 51);
        stage.sweep("{}");
        NetworkInterface used = at(stage, "10.0.0.51");
        assertThat(used.tagSet()).extracting(Tag::key).contains("multus-nodes/orphan-since");
        stage.ec2()
                .attachNetworkInterface(
                        r ->
                                r.networkInterfaceId(used.networkInterfaceId())
                                        .instanceId(stage.inService().getFirst())
                                        .deviceIndex(5));
        stage.runFor(Duration.ofSeconds(61));
        stage.faults().next(by("sweep", "DeleteNetworkInterface"), new Fault.LoseAnswer());
        assertThat(stage.sweep("{}").text()).contains("\"failures\":0");
        assertThat(at(stage, "10.0.0.51").tagSet())
                .extracting(Tag::key)
                .doesNotContain("multus-nodes/orphan-since");
        assertThat(stage.inspect().hostNumbers(0, 0)).doesNotContain(50);
    }

    /** One node after the other loses something; what it has lost all of comes last. */
    private static void repair(Stage stage) {
        launch(stage, 1);
        stage.runFor(MINUTE);
        NetworkInterface eni = stage.inspect().ours().getFirst();
        stage.ec2()
                .modifyNetworkInterfaceAttribute(
                        r ->
                                r.networkInterfaceId(eni.networkInterfaceId())
                                        .sourceDestCheck(v -> v.value(true)));
        mend(stage);
        Grounds.setToOutlive(stage.ec2(), eni);
        mend(stage);
        untag(stage, eni, "node.k8s.amazonaws.com/no_manage");
        mend(stage);
        eni.tagSet().forEach(tag -> untag(stage, eni, tag.key()));
        mend(stage);
        stage.ec2()
                .detachNetworkInterface(
                        r -> r.attachmentId(eni.attachment().attachmentId()).force(true));
        mend(stage);
    }

    private static void mend(Stage stage) {
        stage.runFor(MINUTE);
        stage.sweep("{}");
        stage.runFor(MINUTE);
        assertWhole(stage);
    }

    private static void loseEvents(Stage stage) {
        stage.mishaps().always(event -> !event.hookName().isEmpty(), new Mishap.Lose());
    }

    private static void assertWhole(Stage stage) {
        assertThat(stage.inService()).isNotEmpty();
        assertThat(stage.inspect().problems(stage.inService())).isEmpty();
    }

    private static NetworkInterface at(Stage stage, String address) {
        return stage.inspect().inSubnet(0, 0).stream()
                .filter(its -> address.equals(its.privateIpAddress()))
                .findFirst()
                .orElseThrow();
    }

    private static void giveAddresses(Stage stage, NetworkInterface eni) {
        stage.ec2()
                .assignPrivateIpAddresses(
                        r ->
                                r.networkInterfaceId(eni.networkInterfaceId())
                                        .secondaryPrivateIpAddressCount(2));
    }

    private static void untag(Stage stage, NetworkInterface eni, String key) {
        stage.ec2()
                .deleteTags(
                        r ->
                                r.resources(eni.networkInterfaceId())
                                        .tags(Tag.builder().key(key).build()));
    }

    private static Predicate<Call> by(String function, String action) {
        return call -> call.caller().startsWith(function) && call.action().equals(action);
    }

    private static Fault notRunning() {
        return new Fault.Refuse(
                Refusal.of("IncorrectState", "Instance is not 'running' or 'stopped'"));
    }
}
