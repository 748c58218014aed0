package io.github.multusnodes.infra.config;

import java.util.regex.Pattern;

/** What names and ids look like. Whether they exist, AWS says. */
enum Forms {
    /** What is added to it still fits into the 64 characters of a function's or a rule's name. */
    NAME(
            "[A-Za-z]([A-Za-z0-9-]{0,38}[A-Za-z0-9])?",
            "a letter, then up to 39 letters, digits and -, but none at the end"),
    CLUSTER("[A-Za-z0-9][A-Za-z0-9_-]{0,99}", "1 to 100 of letters, digits, _ and -"),
    KUBERNETES_VERSION("1\\.[0-9]{2}", "a version in quotes, such as \"1.33\""),
    REGION("[a-z]{2}(-[a-z]+)+-[0-9]", "a region such as us-west-2"),
    ZONE("[a-z]{2}(-[a-z0-9]+)+[a-z]", "an Availability Zone such as us-west-2a"),
    SUBNET("subnet-[0-9a-f]{1,17}", "subnet- and up to 17 of 0 to 9 and a to f"),
    SECURITY_GROUP("sg-[0-9a-f]{1,17}", "sg- and up to 17 of 0 to 9 and a to f"),
    INSTANCE_TYPE("[a-z0-9-]+\\.[a-z0-9-]+", "an instance type such as m5.2xlarge"),
    IMAGE("ami-[0-9a-f]{1,17}|/[A-Za-z0-9_./-]{1,1010}", "ami-… or the path of an SSM parameter"),
    KMS_KEY("arn:[^:]+:kms:[^:]+:[0-9]{12}:(key|alias)/.+", "the ARN of a KMS key"),
    TOPIC("arn:[^:]+:sns:[^:]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}", "the ARN of an SNS topic"),
    EMAIL("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "a mail address"),
    DESCRIPTION("[ -~]{0,255}", "up to 255 printable ASCII characters"),
    KEY_PAIR("[ -~]{1,255}", "the name of an EC2 key pair"),
    DNS_LABEL(
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
            "up to 63 of a to z, 0 to 9 and -, a letter or digit at both ends"),
    CONTAINER_IMAGE(
            "[a-zA-Z0-9][a-zA-Z0-9.:_/-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})",
            "a container image with a tag or a digest"),
    SERVICE_ACCOUNT(
            "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
            "a namespace and a service account, such as core/upf"),
    LABEL_KEY(
            "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?",
            "a Kubernetes label key, such as example.com/role"),
    LABEL_VALUE(
            "([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?",
            "up to 63 of letters, digits, - _ and ., a letter or digit at both ends");

    private final Pattern pattern;
    private final String allowed;

    Forms(String pattern, String allowed) {
        this.pattern = Pattern.compile(pattern);
        this.allowed = allowed;
    }

    Pattern pattern() {
        return pattern;
    }

    String allowed() {
        return allowed;
    }
}
