package io.github.multusnodes.infra.template;

import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodesProps;
import io.github.multusnodes.infra.construct.PermissionScope;
import io.github.multusnodes.infra.node.NodeTaint;
import io.github.multusnodes.infra.node.PodLimit;
import io.github.multusnodes.settings.Settings;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parameters say, as the constructs ask for it. */
record StandaloneProps(StandaloneParameters its) implements MultusNodesProps {

    @Override
    public HandlerCode code() {
        return its.code();
    }

    @Override
    public String nodeGroupName() {
        return its.nodes().groupName();
    }

    @Override
    public String clusterName() {
        return its.cluster().name();
    }

    @Override
    public String imageId() {
        return its.nodes().machine().image();
    }

    @Override
    public List<String> instanceTypes() {
        return List.of(its.nodes().machine().instanceType());
    }

    @Override
    public List<String> nodeSubnetIds() {
        return its.nodes().subnets();
    }

    @Override
    public String nodeNetworks() {
        return its.networks().onNodes();
    }

    @Override
    public PodLimit podLimit() {
        return new PodLimit(its.networks().count(), Optional.empty());
    }

    @Override
    public String kubeletTaints() {
        return Fn.conditionIf(
                        its.nodes().startsTainted(),
                        NodeTaint.list(List.of(NodeTaint.NOT_READY)),
                        NodeTaint.list(List.of()))
                .toString();
    }

    @Override
    public Number minSize() {
        return its.nodes().size().least();
    }

    @Override
    public Number maxSize() {
        return its.nodes().size().most();
    }

    @Override
    public Optional<Number> desiredSize() {
        return Optional.of(Token.asNumber(its.nodes().size().desired().orNothing()));
    }

    @Override
    public Number volumeSizeGiB() {
        return its.nodes().machine().volumeSize();
    }

    @Override
    public Optional<String> keyPair() {
        return Optional.of(its.nodes().machine().keyName().orNothing());
    }

    @Override
    public String kubeletLabels() {
        String own = MultusNodesProps.super.kubeletLabels();
        Parameters.Optional labels = its.nodes().labels();
        return Fn.conditionIf(labels.given(), own + "," + labels.value(), own).toString();
    }

    @Override
    public List<String> multusSubnetIds() {
        return its.networks().subnets();
    }

    @Override
    public List<String> multusSecurityGroupIds() {
        return its.networks().securityGroups();
    }

    /** A network may do so; it is granted for the node group's own interfaces only. */
    @Override
    public boolean delegatesPrefixes() {
        return true;
    }

    @Override
    public List<String> multusTagKeys() {
        return List.of(PermissionScope.ANY_TAG_KEY);
    }

    /** New accounts have little concurrency; sweeps that overlap do no harm. */
    @Override
    public boolean oneSweepAtATime() {
        return false;
    }

    @Override
    public Map<String, String> networkVariables() {
        Map<String, String> variables = new LinkedHashMap<>();
        StandaloneParameters.Networks networks = its.networks();
        variables.put(Settings.NETWORKS, networks.json().orNothing());
        variables.put("SubnetIds", inSampleForm(Fn.join(",", networks.subnets())));
        variables.put("SecGroupIds", inSampleForm(Fn.join(",", networks.securityGroups())));
        variables.put("useStaticIPs", inSampleForm(networks.fromStart()));
        variables.put("ENITags", inSampleForm(networks.tags().orNothing()));
        return variables;
    }

    /** The functions do not take both forms at once. */
    private String inSampleForm(String value) {
        return Fn.conditionIf(its.networks().json().given(), Aws.NO_VALUE, value).toString();
    }

    @Override
    public Optional<String> drainSettings() {
        return Optional.of(its.drain().orNothing());
    }

    /** Whoever wants to hear of alarms subscribes to it. */
    @Override
    public boolean makesAlarmTopic() {
        return true;
    }
}
