package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.fault.Call;
import io.github.multusnodes.simulator.fault.RecordedCall;
import io.github.multusnodes.simulator.runtime.InvocationRecord;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what happens while it happens, a line each, and takes it into the story. */
final class Progress {

    private static final int MOST_INTERFACES_IN_DETAIL = 24;

    private final Console console;
    private final Story story;
    private final Departures departures;
    private final boolean detailed;
    private final boolean verbose;
    private final boolean ipv4;
    private int throttled;
    private volatile boolean interrupted;
    private volatile String event = "the event is sent";

    Progress(Console console, Story story, Departures departures, DemoPlan plan, boolean verbose) {
        this.console = console;
        this.story = story;
        this.departures = departures;
        this.detailed = verbose || plan.nodes() * plan.networks() <= MOST_INTERFACES_IN_DETAIL;
        this.verbose = verbose;
        this.ipv4 = plan.addressing().hasIpv4();
    }

    /** Something about the run as a whole. */
    void say(String text) {
        line(Instant.now(), text);
    }

    /** From now on no event of a hook arrives, and the sweep runs in their place. */
    void eventsAreLost() {
        event = "its event is lost";
        say(
                "every event of a hook is lost; the sweep runs every %d s (in AWS: every minute)"
                        .formatted(Functions.SWEEP_EVERY.toSeconds()));
    }

    /** From now on somebody takes each event to its function by hand. */
    void eventsAreWritten() {
        event = "this takes its event to the function:";
    }

    /** Somebody pressed Ctrl-C: what ends from now on was ended, and is not told. */
    void interrupt() {
        interrupted = true;
        say("interrupted: everything is ended");
    }

    void reached(String instanceId, String state, Instant at) {
        story.reached(instanceId, state, at);
        String name = story.name(instanceId);
        switch (state) {
            case "Pending" -> node(at, name, "Pending  " + instanceId);
            case "Terminating" -> node(at, name, state + leaving(instanceId));
            case "Pending:Wait", "Terminating:Wait" ->
                    node(at, name, state + "  the hook holds it; " + event);
            case Story.IN_SERVICE -> line(at, console.bold(name + "  InService"));
            case "Pending:Proceed", "Terminating:Proceed" -> {}
            default -> node(at, name, state);
        }
    }

    void called(RecordedCall recorded) {
        Instant end = recorded.at().plus(recorded.took());
        if (!recorded.succeeded()) {
            refused(recorded, end);
            return;
        }
        story.succeeded(recorded);
        Map<String, String> given = recorded.call().parameters();
        String eni = given.getOrDefault("NetworkInterfaceId", "");
        switch (recorded.call().action()) {
            case "CreateNetworkInterface" -> created(recorded.call(), end);
            case "AttachNetworkInterface" ->
                    step(end, eni, "attached at device index " + given.get("DeviceIndex"));
            case "ModifyNetworkInterfaceAttribute" -> step(end, eni, attribute(given));
            case "AssignPrivateIpAddresses" -> delegated(end, eni, given, "Ipv4Prefix.");
            case "AssignIpv6Addresses" -> delegated(end, eni, given, "Ipv6Prefix.");
            case "CompleteLifecycleAction" -> answered(recorded.call(), end);
            case "RecordLifecycleActionHeartbeat" -> heartbeat(given, end);
            case "PatchNode" -> cordoned(given, end);
            case "CreateEviction" -> evicted(pod(given), end);
            default -> {}
        }
    }

    void invoked(InvocationRecord run) {
        if (interrupted) {
            return;
        }
        if (!run.result().succeeded()) {
            line(
                    run.end(),
                    "the function failed (attempt %d, %s): %s"
                            .formatted(run.attempt(), run.result().outcome(), run.result().text()));
        }
        if (verbose || !run.result().succeeded()) {
            run.result().log().forEach(text -> console.line(console.dim("          | " + text)));
        }
    }

    /** How many calls EC2 refused because there were too many. */
    synchronized int throttled() {
        return throttled;
    }

    private void created(Call call, Instant end) {
        String instance = Story.tag(call, Story.TAG_INSTANCE);
        if (!instance.isEmpty()) {
            Map<String, String> given = call.parameters();
            String first = ipv4 ? given.getOrDefault("PrivateIpAddress", "(EC2's choice)") : "";
            String second =
                    given.getOrDefault(
                            "Ipv6Addresses.1.Ipv6Address",
                            given.containsKey("Ipv6AddressCount") ? "(EC2's choice)" : "");
            String addresses =
                    Stream.of(first, second)
                            .filter(each -> !each.isEmpty())
                            .collect(Collectors.joining(" and "));
            node(
                    end,
                    story.name(instance),
                    "%s  created with %s".formatted(Story.tag(call, Story.TAG_NETWORK), addresses));
        }
    }

    private void answered(Call call, Instant end) {
        Map<String, String> given = call.parameters();
        String who = call.caller().startsWith("sweep") ? "the sweep" : "the function";
        String name = story.name(given.getOrDefault("InstanceId", ""));
        String result = given.getOrDefault("LifecycleActionResult", "");
        departures.answered(given.getOrDefault("InstanceId", ""), result);
        node(end, name, who + " answers the hook: " + result);
        if (result.equals("ABANDON")) {
            story.failed(name + " was abandoned by the function; its log lines say why");
        }
    }

    private String leaving(String instanceId) {
        List<String> pods = departures.podsOf(instanceId);
        return pods.isEmpty() ? "" : "  these pods have to leave: " + String.join(", ", pods);
    }

    private void heartbeat(Map<String, String> given, Instant end) {
        String instance = given.getOrDefault("InstanceId", "");
        departures.heartbeat(instance);
        node(end, story.name(instance), "heartbeat: the hook's timeout starts anew");
    }

    private void cordoned(Map<String, String> given, Instant end) {
        departures
                .instanceOf(given.getOrDefault("name", ""))
                .ifPresent(id -> node(end, story.name(id), "cordoned: it gets no new pods"));
    }

    private void evicted(String pod, Instant end) {
        departures.evicted(pod);
        departures.leaving(pod).ifPresent(id -> node(end, story.name(id), pod + " evicted"));
    }

    private void held(String pod, Instant end) {
        if (departures.held(pod)) {
            departures
                    .leaving(pod)
                    .ifPresent(
                            id ->
                                    node(
                                            end,
                                            story.name(id),
                                            pod + " may not go yet, says its PodDisruptionBudget"));
        }
    }

    private static String pod(Map<String, String> given) {
        return given.getOrDefault("namespace", "") + "/" + given.getOrDefault("name", "");
    }

    private void refused(RecordedCall recorded, Instant end) {
        if (recorded.call().action().equals("CreateEviction")
                && recorded.outcome().equals("HTTP 429")) {
            held(pod(recorded.call().parameters()), end);
        } else if (recorded.outcome().equals("RequestLimitExceeded")) {
            synchronized (this) {
                throttled++;
            }
        } else if (detailed) {
            line(end, "%s refused: %s".formatted(recorded.call().action(), recorded.outcome()));
        }
    }

    private void step(Instant at, String eni, String what) {
        node(at, story.name(story.ownerOf(eni)), story.networkOf(eni) + "  " + what);
    }

    private void delegated(Instant at, String eni, Map<String, String> given, String key) {
        String prefixes =
                given.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(key))
                        .map(Map.Entry::getValue)
                        .sorted()
                        .collect(Collectors.joining(" and "));
        step(at, eni, "delegated " + prefixes + " for pods");
    }

    private static String attribute(Map<String, String> given) {
        return given.containsKey("SourceDestCheck.Value")
                ? "sourceDestCheck=" + given.get("SourceDestCheck.Value")
                : "deleteOnTermination=" + given.get("Attachment.DeleteOnTermination");
    }

    private void node(Instant at, String name, String what) {
        if (detailed) {
            line(at, name + "  " + what);
        }
    }

    private void line(Instant at, String text) {
        String time =
                String.format(Locale.ROOT, "%6.1f s  ", story.sinceStart(at).toMillis() / 1000.0);
        console.line(console.dim(time) + text);
    }
}
