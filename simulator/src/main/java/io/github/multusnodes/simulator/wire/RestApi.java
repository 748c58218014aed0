package io.github.multusnodes.simulator.wire;

/** APIs that are told by method and path. */
@FunctionalInterface
public interface RestApi {

    /** What is asked; a request that is not modelled is answered with an error that says so. */
    RestCall route(RestRequest request);
}
