package io.github.multusnodes.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.node.Network;
import io.github.multusnodes.node.PodPrefixes;
import io.github.multusnodes.reading.Violation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

@DisplayName("prefixes for pods")
final class PodPrefixesViolationsTest {

    @Test
    @DisplayName("may be of both families, from one range or several")
    void valid() {
        Settings settings =
                read(
                        "{'ipv4':2,'ipv6':49,'ipv4Range':['10.0.4.128/25','10.0.6.0/28'],"
                                + "'ipv6Range':'2001:db8::/72'}");

        assertThat(settings.networks())
                .map(Network::podPrefixes)
                .containsExactly(
                        new PodPrefixes(
                                2,
                                49,
                                List.of(
                                        Cidr.parse("10.0.4.128/25"),
                                        Cidr.parse("10.0.6.0/28"),
                                        Cidr.parse("2001:db8::/72"))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "7| is 7; allowed: an object with the keys ipv4, ipv6, ipv4Range, ipv6Range. Write"
                        + " it in braces, or leave it out.",
                "{'ipv5':1}| is an object with the key 'ipv5'; allowed: the keys ipv4, ipv6,"
                        + " ipv4Range, ipv6Range. Remove the key or mend its spelling.",
                "{'ipv4':50}|.ipv4 is 50; allowed: a whole number from 0 to 49. Leave it out for"
                        + " none; EC2 has 50 places on an interface at most.",
                "{'ipv6':-1}|.ipv6 is -1; allowed: a whole number from 0 to 49. Leave it out for"
                        + " none; EC2 has 50 places on an interface at most.",
                "{'ipv4Range':'10.0.4.0/24'}|.ipv4Range is set without prefixes; allowed: ipv4Range"
                        + " only where ipv4 is 1 or more. Set ipv4, or remove it.",
                "{'ipv4':1,'ipv6Range':'2001:db8::/72'}|.ipv6Range is set without prefixes;"
                        + " allowed: ipv6Range only where ipv6 is 1 or more. Set ipv6, or remove"
                        + " it.",
                "{'ipv4':1,'ipv4Range':7}|.ipv4Range is 7; allowed: an IPv4 CIDR block of /28 or"
                        + " larger, or a list. Write '10.0.4.128/25'.",
                "{'ipv6':1,'ipv6Range':[]}|.ipv6Range is []; allowed: an IPv6 CIDR block of /80 or"
                        + " larger, or a list. Write '2001:db8:0:4:8000::/72'.",
                "{'ipv4':1,'ipv4Range':[7]}|.ipv4Range[0] is 7; allowed: text. Write"
                        + " '10.0.4.128/25'.",
                "{'ipv4':1,'ipv4Range':'10.0.4.0/29'}|.ipv4Range is '10.0.4.0/29'; allowed: an IPv4"
                        + " CIDR block of /28 or larger, or a list. No prefix fits in; name a"
                        + " larger block.",
                "{'ipv4':1,'ipv4Range':['10.0.4.0/24','10.0.4.32/28']}|.ipv4Range[1] is"
                        + " '10.0.4.32/28'; allowed: blocks that do not overlap. It overlaps"
                        + " 10.0.4.0/24; remove one of the two.",
                "{'ipv4':1,'ipv4Range':'2001:db8::/72'}|.ipv4Range is '2001:db8::/72'; allowed: an"
                        + " IPv4 CIDR block of /28 or larger, or a list. Move it to ipv6Range, or"
                        + " remove it.",
                "{'ipv6':1,'ipv6Range':'10.0.4.0/24'}|.ipv6Range is '10.0.4.0/24'; allowed: an IPv6"
                        + " CIDR block of /80 or larger, or a list. Move it to ipv4Range, or"
                        + " remove it.",
                "{'ipv4':2},'ipv4':{'mode':'none'},'ipv6':{'mode':'auto'}|.ipv4 is 2; allowed: 0"
                        + " where ipv4.mode is none, as EC2 has no IPv4 prefixes in IPv6-only"
                        + " subnets. Set ipv4.mode, or leave it out.",
                "{'ipv4':1,'ipv4Range':'10.0.4.1/24'}|.ipv4Range is '10.0.4.1/24'; allowed: an IPv4"
                        + " CIDR block of /28 or larger, or a list. It is refused because"
                        + " '10.0.4.1/24' does not start on a boundary of its length: write"
                        + " 10.0.4.0/24."
            })
    @DisplayName("are refused in full:")
    void violation(String setting, String expected) {
        InvalidSettingsException refusal =
                catchThrowableOfType(InvalidSettingsException.class, () -> read(setting));

        assertThat(refusal.violations().stream().map(Violation::text))
                .containsExactly("MULTUS_NETWORKS[0].podPrefixes" + expected.replace('\'', '"'));
    }

    private static Settings read(String podPrefixes) {
        String json =
                "[{'name':'n3','deviceIndex':1,'subnets':['subnet-0a'],'podPrefixes':"
                        + podPrefixes
                        + "}]";
        return Settings.read(
                Map.of("MULTUS_NODE_GROUP", "g", "MULTUS_NETWORKS", json.replace('\'', '"')));
    }
}
