package io.github.multusnodes.handler;

import com.eclipsesource.json.Json;
import com.eclipsesource.json.JsonArray;
import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.node.SweepStep;
import io.github.multusnodes.reconcile.SweepReport;

import java.util.List;

/** A sweep's report as JSON, within what Lambda takes as an answer. */
final class SweepAnswer {

    /** An answer may have 6 MB ("Lambda quotas"); the log has every thing. */
    private static final int MOST_THINGS = 5000;

    private SweepAnswer() {}

    static String json(SweepReport report) {
        JsonArray things = new JsonArray();
        List<SweepReport.Entry> entries = report.entries();
        entries.stream().limit(MOST_THINGS).forEach(entry -> things.add(thing(entry)));
        JsonArray unread = new JsonArray();
        report.unread().forEach(unread::add);
        return Json.object()
                .add("dryRun", report.dryRun())
                .add("hooksResumed", report.hooksResumed())
                .add("hooksStuck", report.hooksStuck())
                .add("orphansSeen", report.orphansSeen())
                .add("orphansDeleted", report.orphansDeleted())
                .add("nodesDrifted", report.drifted())
                .add("nodesRepaired", report.repaired())
                .add("left", report.left())
                .add("failures", report.failures())
                .add("unread", unread)
                .add("things", things)
                .add("thingsNotListed", Math.max(0, entries.size() - MOST_THINGS))
                .toString();
    }

    private static JsonObject thing(SweepReport.Entry entry) {
        JsonObject json = Json.object().add("step", entry.step().label());
        switch (entry.step()) {
            case SweepStep.Uncordon its ->
                    json.add("group", its.group())
                            .add("instance", its.instanceId())
                            .add("node", its.node());
            case SweepStep.OfNode its ->
                    json.add("group", its.group()).add("instance", its.instanceId());
            case SweepStep.OfInterface its -> json.add("eni", its.eni().id());
        }
        return json.add("result", entry.result().label()).add("detail", entry.detail());
    }
}
