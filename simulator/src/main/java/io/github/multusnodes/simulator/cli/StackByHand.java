package io.github.multusnodes.simulator.cli;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;
import com.eclipsesource.json.WriterConfig;

import io.github.multusnodes.simulator.report.Block;
import io.github.multusnodes.simulator.state.cloudformation.Answer;
import io.github.multusnodes.simulator.state.cloudformation.Answers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a CloudFormation stack asks the functions behind its custom resources, for somebody to take
 * to them: the project's test events, with subnets of this run, and answered to it. The
 * reservations hold the pods' ranges of the first network.
 */
final class StackByHand {

    private static final String PROPERTIES = "ResourceProperties";
    private static final String BEFORE = "OldResourceProperties";

    private final ByHand byHand;
    private final Progress progress;
    private final Answers answers;
    private final Demo demo;

    StackByHand(ByHand byHand, Progress progress, Answers answers, Demo demo) {
        this.byHand = byHand;
        this.progress = progress;
        this.answers = answers;
        this.demo = demo;
    }

    /** Writes the requests of a stack's life; gives the commands that take them. */
    List<String> write() throws IOException {
        UnaryOperator<Block> half = demo.plan()::pods;
        UnaryOperator<Block> quarter = subnet -> half.apply(subnet).upperHalf();
        List<String> commands = new ArrayList<>();
        commands.add(write("Cluster", "cluster", read("cluster")));
        commands.add(
                write(
                        "Reservations",
                        "reservations-create",
                        reserving(read("create"), PROPERTIES, quarter)));
        commands.add(
                write(
                        "Reservations",
                        "reservations-update",
                        reserving(reserving(read("update"), BEFORE, quarter), PROPERTIES, half)));
        commands.add(
                write(
                        "Reservations",
                        "reservations-delete",
                        reserving(read("delete"), PROPERTIES, half)));
        return commands;
    }

    private String write(String function, String name, JsonObject request) throws IOException {
        request.set(
                "ResponseURL",
                answers.await(
                                request.getString("StackId", ""),
                                request.getString("RequestId", ""),
                                request.getString("LogicalResourceId", ""),
                                answer -> told(name, answer))
                        .toString());
        Path file = byHand.file(name + ".json");
        Files.writeString(file, request.toString(WriterConfig.PRETTY_PRINT));
        return byHand.invoke(function, file);
    }

    private void told(String request, Answer answer) {
        progress.say(
                answer.succeeded()
                        ? "CloudFormation is told SUCCESS for %s: %s"
                                .formatted(request, answer.data())
                        : "CloudFormation is told FAILED for %s: %s"
                                .formatted(request, answer.reason()));
    }

    private JsonObject read(String kind) throws IOException {
        Path event = byHand.testEvent("cloudformation-" + kind);
        return Json.parse(Files.readString(event)).asObject();
    }

    private JsonObject reserving(JsonObject request, String key, UnaryOperator<Block> range) {
        JsonArray reservations = new JsonArray();
        demo.subnets().stream()
                .filter(subnet -> subnet.network() == 0)
                .forEach(subnet -> reservations.add(reservation(subnet, range)));
        JsonObject properties = request.get(key).asObject();
        properties.set("NodeGroup", DemoPlan.GROUP).set("Reservations", reservations);
        return request;
    }

    private static JsonValue reservation(Demo.Subnet subnet, UnaryOperator<Block> range) {
        return Json.object()
                .add("SubnetId", subnet.id())
                .add("Cidr", range.apply(subnet.blocks().getFirst()).toString())
                .add("Type", "explicit")
                .add("Description", "For pods");
    }
}
