package io.github.multusnodes.settings;

import io.github.multusnodes.drain.DrainSettings;

import java.net.URI;
import java.util.Optional;

/**
 * The cluster whose nodes are drained, and how.
 *
 * @param name of the EKS cluster
 * @param access where it is; if absent, EKS is asked
 */
public record ClusterSettings(String name, Optional<Access> access, DrainSettings drain) {

    /**
     * The API server's whereabouts.
     *
     * @param ca the certificates that vouch for it, as PEM; empty for plain HTTP on loopback
     */
    public record Access(URI endpoint, String ca) {}
}
