package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.services.lambda.Code;

/**
 * Where the functions' code is.
 *
 * @param launch the jar of the functions that speak with EC2 and Auto Scaling alone
 * @param drain the jar of those that also speak with EKS and the cluster
 * @param published whether a change of the code changes the template, so that a version can be
 *     published for it; otherwise aliases point at what was uploaded last
 */
public record HandlerCode(Code launch, Code drain, boolean published) {

    /** The jars of a build, uploaded as assets. */
    public static HandlerCode built(String folder) {
        return new HandlerCode(
                Code.fromAsset(folder + "/multus-nodes-lambda.jar"),
                Code.fromAsset(folder + "/multus-nodes-drain.jar"),
                true);
    }
}
