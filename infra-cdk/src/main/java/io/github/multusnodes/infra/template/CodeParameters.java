package io.github.multusnodes.infra.template;

import io.github.multusnodes.infra.construct.HandlerCode;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;

/**
 * Where the functions' jars are. A parameter cannot publish a version of a function, so the aliases
 * stay at what was uploaded last, and nothing starts from a snapshot.
 */
final class CodeParameters {

    private static final String KEY = "[A-Za-z0-9!_.*'()/-]{1,1024}";
    private static final String KEYS = "The key of an object in the bucket";

    private CodeParameters() {}

    static HandlerCode create(Stack stack, Parameters parameters) {
        String bucket =
                parameters.text(
                        "LambdaS3Bucket",
                        "Bucket in this Region with the jars of the functions.",
                        "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                        "The name of a bucket");
        String launch =
                parameters.text(
                        "LambdaS3Key",
                        "multus-nodes-lambda.jar",
                        "Key of multus-nodes-lambda.jar. CloudFormation sees a new key, but not a"
                                + " new object under the same one.",
                        KEY,
                        KEYS);
        String drain =
                parameters.text(
                        "LambdaS3KeyDrain",
                        "multus-nodes-drain.jar",
                        "Key of multus-nodes-drain.jar, likewise.",
                        KEY,
                        KEYS);
        return HandlerCode.inBucket(Bucket.fromBucketName(stack, "Code", bucket), launch, drain);
    }
}
