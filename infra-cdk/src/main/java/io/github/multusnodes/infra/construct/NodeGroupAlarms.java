package io.github.multusnodes.infra.construct;

import static io.github.multusnodes.telemetry.Metric.ADDRESSES_UNTIL_PODS;
import static io.github.multusnodes.telemetry.Metric.DRAINS_CUT_SHORT;
import static io.github.multusnodes.telemetry.Metric.FREE_ADDRESSES;
import static io.github.multusnodes.telemetry.Metric.HOOKS_STUCK;
import static io.github.multusnodes.telemetry.Metric.HOOK_ABANDONED;
import static io.github.multusnodes.telemetry.Metric.SWEEP_FAILURES;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alarms for what someone must look at: nodes that could not come, events that nobody handled,
 * hooks that hang, subnets that fill up, and a sweep that has fallen silent.
 */
public final class NodeGroupAlarms extends Construct {

    private final String nodeGroup;
    private final Optional<ITopic> topic;
    private final List<Alarm> alarms = new ArrayList<>();

    public NodeGroupAlarms(
            Construct scope, String id, ObservationProps props, HookFunctions functions) {
        super(scope, id);
        this.nodeGroup = props.nodeGroupName();
        Watched watched = new Watched(nodeGroup);
        hooks(watched);
        subnets(watched, props);
        events(functions);
        this.topic = topic(props);
        topic.map(SnsAction::new).ifPresent(a -> alarms.forEach(its -> its.addAlarmAction(a)));
    }

    private void hooks(Watched watched) {
        many(
                "Abandoned",
                "Nodes were abandoned: their launch could not succeed; the log says why",
                watched.own(HOOK_ABANDONED, "Sum", 5),
                1);
        many(
                "HooksStuck",
                "Lifecycle hooks wait although sweeps try to answer them",
                watched.own(HOOKS_STUCK, "Maximum", 5),
                2);
        many(
                "SweepFailures",
                "Sweeps fail again and again",
                watched.own(SWEEP_FAILURES, "Sum", 5),
                3);
        many(
                "DrainsCutShort",
                "Pods were still there when the time of a drain was up",
                watched.own(DRAINS_CUT_SHORT, "Sum", 5),
                1);
    }

    private void subnets(Watched watched, ObservationProps props) {
        few(
                "FreeAddresses",
                "A subnet of the networks is nearly full",
                watched.own(FREE_ADDRESSES, "Minimum", 5),
                props.fewFreeAddresses());
        few(
                "AddressesUntilPods",
                "The nodes' addresses nearly meet the pods' range",
                watched.own(ADDRESSES_UNTIL_PODS, "Minimum", 5),
                props.fewAddressesUntilPods());
    }

    private void events(HookFunctions functions) {
        many(
                "Undelivered",
                "EventBridge could not hand events to a function",
                Watched.waiting(functions.queues().undelivered()),
                1);
        many(
                "Failed",
                "A function failed on events as often as Lambda repeats them",
                Watched.waiting(functions.queues().failed()),
                1);
        sweepIsSilent(functions.sweepName());
    }

    /** ARN of the topic that they are sent to, if there is one. */
    public Optional<String> topicArn() {
        return topic.map(ITopic::getTopicArn);
    }

    /** All of them, for a dashboard. */
    public List<Alarm> all() {
        return List.copyOf(alarms);
    }

    private void many(String id, String what, IMetric metric, int periods) {
        alarms.add(
                alarm(id, what, metric)
                        .threshold(1)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .evaluationPeriods(periods)
                        .treatMissingData(TreatMissingData.NOT_BREACHING)
                        .build());
    }

    private void few(String id, String what, IMetric metric, Number atLeast) {
        if (Integer.valueOf(0).equals(atLeast)) {
            return;
        }
        alarms.add(
                alarm(id, what, metric)
                        .threshold(atLeast)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .evaluationPeriods(1)
                        .treatMissingData(TreatMissingData.IGNORE)
                        .build());
    }

    /** Silence is the one failure that no metric of the sweep's own can tell. */
    private void sweepIsSilent(String sweep) {
        alarms.add(
                alarm(
                                "SweepSilent",
                                "No sweep has run for a quarter of an hour",
                                Watched.ofFunction(sweep, "Invocations", "Sum", 5))
                        .threshold(1)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .evaluationPeriods(3)
                        .treatMissingData(TreatMissingData.BREACHING)
                        .build());
    }

    private Alarm.Builder alarm(String id, String what, IMetric metric) {
        return Alarm.Builder.create(this, id)
                .alarmName("multus-" + nodeGroup + "-" + id)
                .alarmDescription(what)
                .metric(metric);
    }

    private Optional<ITopic> topic(ObservationProps props) {
        if (props.alarmTopicArn().isPresent()) {
            return props.alarmTopicArn().map(arn -> Topic.fromTopicArn(this, "Topic", arn));
        }
        if (!props.makesAlarmTopic()) {
            return Optional.empty();
        }
        Topic its = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
        its.addToResourcePolicy(alarmsMayPublish(its));
        props.alarmEmails().forEach(mail -> its.addSubscription(new EmailSubscription(mail)));
        return Optional.of(its);
    }

    /** A topic with a policy of its own no longer has the one that lets its account's alarms in. */
    private PolicyStatement alarmsMayPublish(ITopic its) {
        return PolicyStatement.Builder.create()
                .sid("Alarms")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(its.getTopicArn()))
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build();
    }
}
