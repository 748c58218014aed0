package io.github.multusnodes.simulator.cli;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.report.InterfaceReport;
import io.github.multusnodes.simulator.report.NodeReport;
import io.github.multusnodes.simulator.report.RunReport;
import io.github.multusnodes.simulator.state.ec2.Ip;

import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the report together from what is there and what was seen. */
final class Summary {

    private final Demo demo;
    private final Inventory inventory;
    private final Story story;
    private final Departures departures;
    private final Aftermath wanted;

    Summary(Demo demo, Inventory inventory, Story story, Departures departures, Aftermath wanted) {
        this.demo = demo;
        this.inventory = inventory;
        this.story = story;
        this.departures = departures;
        this.wanted = wanted;
    }

    /**
     * The report.
     *
     * @param failure why the run did not come to its end; empty if it did
     */
    RunReport report(Duration took, List<String> failure) {
        Verification verification = new Verification(demo, inventory, story::name, wanted);
        List<String> checked = new ArrayList<>(List.of(verification.checked()));
        checked.addAll(departures.told(story::name));
        List<String> problems = new ArrayList<>(failure);
        problems.addAll(verification.problems());
        problems.addAll(departures.problems(story::name, wanted.left()));
        return new RunReport(
                demo.plan().title(),
                took,
                inventory.members().stream()
                        .sorted(
                                Comparator.comparingInt(
                                        each -> story.instances().indexOf(each.instanceId())))
                        .map(this::node)
                        .toList(),
                new Maps(demo, inventory, story::name).all(),
                checked,
                problems);
    }

    private NodeReport node(Instance member) {
        String id = member.instanceId();
        List<InterfaceReport> interfaces =
                demo.plan().networkNames().stream()
                        .flatMap(
                                network ->
                                        inventory.made(id, network).stream()
                                                .map(eni -> its(id, network, eni)))
                        .toList();
        return new NodeReport(
                story.name(id), id, member.availabilityZone(), story.states(id), interfaces);
    }

    private InterfaceReport its(String instanceId, String network, NetworkInterface eni) {
        String id = eni.networkInterfaceId();
        Story.Span create = story.create(instanceId, network);
        return new InterfaceReport(
                network,
                id,
                eni.attachment() == null ? -1 : eni.attachment().deviceIndex(),
                Stream.concat(
                                Inventory.addresses(eni).stream().map(Ip::toString),
                                Inventory.prefixes(eni).stream().map(Block::toString))
                        .collect(Collectors.joining(" ")),
                create.from(),
                create.to(),
                story.attach(id).to(),
                story.modify(id).to());
    }
}
