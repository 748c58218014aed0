package io.github.multusnodes.infra.construct;

import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.IBucket;

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

    /** Jars that someone has put into a bucket; names may be parameters. */
    public static HandlerCode inBucket(IBucket bucket, String launchKey, String drainKey) {
        return new HandlerCode(
                Code.fromBucket(bucket, launchKey), Code.fromBucket(bucket, drainKey), false);
    }
}
