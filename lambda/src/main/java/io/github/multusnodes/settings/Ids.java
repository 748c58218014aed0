package io.github.multusnodes.settings;

import io.github.multusnodes.reading.Violation;
import io.github.multusnodes.reading.Violations;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Lists of subnet and security group ids. Whether they exist, EC2 says. */
final class Ids {

    private static final int MOST_SECURITY_GROUPS = 16;
    private static final String FORM = " and up to 17 of 0 to 9 and a to f";
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{1,17}");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-f]{1,17}");

    /** What is said of a subnet's id that is none. */
    static final String SUBNETS = "subnet-" + FORM;

    private Ids() {}

    static boolean isSubnet(String id) {
        return SUBNET.matcher(id).matches();
    }

    static void checkSubnets(List<String> ids, String path, Violations violations) {
        check(ids, SUBNET, "subnet-", path, violations);
    }

    static void checkSecurityGroups(List<String> ids, String path, Violations violations) {
        check(ids, SECURITY_GROUP, "sg-", path, violations);
    }

    static void checkUnique(List<String> ids, String path, Violations violations) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!seen.add(ids.get(i))) {
                String shown = Violation.quoted(ids.get(i)) + " again";
                violations.add(path + "[" + i + "]", shown, "each id once", "Remove it.");
            }
        }
    }

    /**
     * Sixteen is the most EC2 allows an interface at any quota.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html">Amazon
     *     VPC quotas</a>
     */
    static void checkFewEnough(List<String> securityGroups, String path, Violations violations) {
        if (securityGroups.size() > MOST_SECURITY_GROUPS) {
            violations.add(
                    path,
                    "a list of " + securityGroups.size(),
                    "at most " + MOST_SECURITY_GROUPS + " security groups",
                    "Merge some of them.");
        }
    }

    private static void check(
            List<String> ids, Pattern form, String prefix, String path, Violations violations) {
        for (int i = 0; i < ids.size(); i++) {
            if (!form.matcher(ids.get(i)).matches()) {
                violations.add(
                        path + "[" + i + "]",
                        Violation.quoted(ids.get(i)),
                        prefix + FORM,
                        "Copy the id from EC2.");
            }
        }
    }
}
