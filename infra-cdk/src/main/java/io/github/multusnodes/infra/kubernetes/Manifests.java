package io.github.multusnodes.infra.kubernetes;

import io.github.multusnodes.infra.config.Attachment.Plugin;
import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.config.NetworkPlaces;
import io.github.multusnodes.infra.text.Texts;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All files that a configuration gives. */
public final class Manifests {

    /** Which nodes are of a node group. */
    static final String NODE_GROUP_LABEL = "multus-nodes/node-group";

    private Manifests() {}

    /** The files, by their paths: the same for the same configuration, byte by byte. */
    public static SortedMap<String, String> of(Configuration configuration) {
        SortedMap<String, String> files = new TreeMap<>();
        put(files, "multus/kustomization.yaml");
        put(files, "multus/daemon-config.yaml");
        put(files, "multus/daemonset.yaml");
        if (configuration.networks().stream().anyMatch(Manifests::usesWhereabouts)) {
            put(files, "whereabouts/kustomization.yaml");
        }
        if (configuration.variables().cluster().isPresent()) {
            put(files, "drain-access.yaml");
        }
        if (configuration.kubernetes().startupTaint()) {
            files.put("not-ready.yaml", new NotReady(configuration).file());
        }
        AddressAgent.of(configuration)
                .ifPresent(its -> files.put("pod-addresses.yaml", its.file()));
        files.put("network-attachments.yaml", new NetworkAttachments(configuration).file());
        VpcCniSettings vpcCni = new VpcCniSettings(configuration);
        files.put("vpc-cni.yaml", vpcCni.file());
        vpcCni.subnets().ifPresent(its -> files.put("eni-configs.yaml", its));
        for (NetworkPlaces network : configuration.networks()) {
            SampleWorkload.of(configuration, network)
                    .ifPresent(its -> files.put("samples/" + network.name() + ".yaml", its.file()));
        }
        return files;
    }

    static boolean usesWhereabouts(NetworkPlaces network) {
        return network.attachment().plugin() == Plugin.IPVLAN && !network.delegatesPrefixes();
    }

    private static void put(Map<String, String> files, String name) {
        files.put(name, Texts.read(Manifests.class, name));
    }
}
