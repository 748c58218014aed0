package io.github.multusnodes.simulator.wire.ec2;

import io.github.multusnodes.simulator.wire.Xml;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What many answers have in common. */
final class Answers {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Answers() {}

    /** The answer of an action without a result. */
    static Xml done() {
        return Xml.element("result").add("return", true);
    }

    /** A moment with milliseconds. */
    static String time(Instant moment) {
        return TIME.format(moment);
    }

    /** The name that an address has inside its VPC. */
    static String dnsName(Object ip) {
        return "ip-" + ip.toString().replace('.', '-') + ".us-west-2.compute.internal";
    }
}
