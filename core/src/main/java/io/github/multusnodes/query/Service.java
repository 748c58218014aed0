package io.github.multusnodes.query;

/** A service that speaks AWS's Query protocol. */
enum Service {
    EC2("ec2", "EC2", "2016-11-15"),
    AUTO_SCALING("autoscaling", "AUTO_SCALING", "2011-01-01"),
    STS("sts", "STS", "2011-06-15");

    private final String id;
    private final String variable;
    private final String version;

    Service(String id, String variable, String version) {
        this.id = id;
        this.variable = variable;
        this.version = version;
    }

    /** Its name in endpoints and signatures. */
    String id() {
        return id;
    }

    /** Its name at the end of {@code AWS_ENDPOINT_URL_}. */
    String variable() {
        return variable;
    }

    /** Of its API. */
    String version() {
        return version;
    }
}
