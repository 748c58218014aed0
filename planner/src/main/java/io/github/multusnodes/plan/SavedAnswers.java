package io.github.multusnodes.plan;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.Subnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Answers of EC2 that the AWS CLI has saved as JSON. */
final class SavedAnswers {

    private static final String SUBNETS = "Subnets";
    private static final String INTERFACES = "NetworkInterfaces";
    private static final List<String> RESERVATIONS =
            List.of("SubnetIpv4CidrReservations", "SubnetIpv6CidrReservations");

    private final Map<String, Subnet> subnets = new HashMap<>();
    private final Set<Eni> interfaces = new LinkedHashSet<>();
    private final Map<String, List<CidrReservation>> reservations = new HashMap<>();
    private final List<String> missing =
            new ArrayList<>(List.of(SUBNETS, INTERFACES, RESERVATIONS.getFirst()));

    private SavedAnswers() {}

    /**
     * What the files tell about subnets.
     *
     * @throws BadInput if a file is none of these answers, or one kind of answer is missing
     */
    static Surroundings read(List<Path> files, Collection<String> subnetIds) {
        SavedAnswers answers = new SavedAnswers();
        files.forEach(answers::add);
        if (!answers.missing.isEmpty()) {
            throw new BadInput(
                    "--describe has no answer with %s: save those of aws ec2 describe-subnets,"
                                    .formatted(String.join(" and none with ", answers.missing))
                            + " describe-network-interfaces and get-subnet-cidr-reservations");
        }
        answers.subnets.keySet().retainAll(Set.copyOf(subnetIds));
        answers.interfaces.removeIf(eni -> !answers.subnets.containsKey(eni.subnetId()));
        return new Surroundings(
                answers.subnets, List.copyOf(answers.interfaces), answers.reservations);
    }

    private void add(Path file) {
        JsonValue json = SettingsFile.json(file, SettingsFile.text(file));
        try {
            if (!json.isObject() || !add(json.asObject())) {
                throw new BadInput(
                        "%s is no answer that can be used; allowed: a JSON object with %s, %s or %s"
                                .formatted(file, SUBNETS, INTERFACES, RESERVATIONS.getFirst()));
            }
            if (!text(json.asObject(), "NextToken").isEmpty()) {
                throw new BadInput(
                        file + " is a first page: save all pages (leave out --no-paginate)");
            }
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            throw new BadInput(file + " is not as the AWS CLI writes it: " + e.getMessage(), e);
        }
    }

    private boolean add(JsonObject answer) {
        boolean known = false;
        if (answer.get(SUBNETS) != null) {
            missing.remove(SUBNETS);
            items(answer, SUBNETS).map(SavedAnswers::subnet).forEach(s -> subnets.put(s.id(), s));
            known = true;
        }
        if (answer.get(INTERFACES) != null) {
            missing.remove(INTERFACES);
            items(answer, INTERFACES).map(SavedAnswers::eni).forEach(interfaces::add);
            known = true;
        }
        for (String kind : RESERVATIONS) {
            if (answer.get(kind) != null) {
                missing.remove(RESERVATIONS.getFirst());
                items(answer, kind).forEach(this::addReservation);
                known = true;
            }
        }
        return known;
    }

    private void addReservation(JsonObject json) {
        CidrReservation reservation =
                new CidrReservation(
                        text(json, "SubnetCidrReservationId"),
                        Cidr.parse(text(json, "Cidr")),
                        text(json, "ReservationType").equals("explicit")
                                ? CidrReservation.Type.EXPLICIT
                                : CidrReservation.Type.PREFIX);
        List<CidrReservation> others =
                reservations.computeIfAbsent(text(json, "SubnetId"), _ -> new ArrayList<>());
        if (!others.contains(reservation)) {
            others.add(reservation);
        }
    }

    private static Subnet subnet(JsonObject json) {
        Map<Family, Cidr> blocks = new EnumMap<>(Family.class);
        if (!text(json, "CidrBlock").isEmpty()) {
            blocks.put(Family.IPV4, Cidr.parse(text(json, "CidrBlock")));
        }
        items(json, "Ipv6CidrBlockAssociationSet")
                .filter(
                        its ->
                                its.get("Ipv6CidrBlockState") instanceof JsonObject state
                                        && text(state, "State").equals("associated"))
                .findFirst()
                .ifPresent(its -> blocks.put(Family.IPV6, Cidr.parse(text(its, "Ipv6CidrBlock"))));
        return new Subnet(text(json, "SubnetId"), text(json, "AvailabilityZone"), blocks);
    }

    private static Eni eni(JsonObject json) {
        Stream<String> addresses =
                Stream.of(
                                Stream.of(text(json, "PrivateIpAddress")),
                                texts(json, "PrivateIpAddresses", "PrivateIpAddress"),
                                texts(json, "Ipv6Addresses", "Ipv6Address"))
                        .flatMap(each -> each);
        Stream<String> prefixes =
                Stream.concat(
                        texts(json, "Ipv4Prefixes", "Ipv4Prefix"),
                        texts(json, "Ipv6Prefixes", "Ipv6Prefix"));
        Map<String, String> tags = new HashMap<>();
        items(json, "TagSet").forEach(tag -> tags.put(text(tag, "Key"), text(tag, "Value")));
        return new Eni(
                text(json, "NetworkInterfaceId"),
                text(json, "SubnetId"),
                addresses.filter(text -> !text.isEmpty()).distinct().map(Ip::parse).toList(),
                prefixes.map(Cidr::parse).toList(),
                Optional.empty(),
                true,
                tags);
    }

    private static Stream<String> texts(JsonObject json, String list, String key) {
        return items(json, list).map(item -> text(item, key));
    }

    private static Stream<JsonObject> items(JsonObject json, String list) {
        JsonValue value = json.get(list);
        return value == null
                ? Stream.empty()
                : StreamSupport.stream(value.asArray().spliterator(), false)
                        .map(JsonValue::asObject);
    }

    /** Empty where it is missing or null. */
    private static String text(JsonObject json, String key) {
        JsonValue value = json.get(key);
        return value == null || value.isNull() ? "" : value.asString();
    }
}
