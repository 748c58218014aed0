package io.github.multusnodes.plan;

import com.eclipsesource.json.JsonObject;
import com.eclipsesource.json.JsonValue;

import io.github.multusnodes.address.Cidr;
import io.github.multusnodes.address.Family;
import io.github.multusnodes.address.Ip;
import io.github.multusnodes.node.CidrReservation;
import io.github.multusnodes.node.Eni;
import io.github.multusnodes.node.InterfaceLimits;
import io.github.multusnodes.node.Subnet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Answers of EC2 that the AWS CLI has saved as JSON. */
final class SavedAnswers {

    private static final String SUBNETS = "Subnets";
    private static final String INTERFACES = "NetworkInterfaces";
    private static final String TYPES = "InstanceTypes";
    private static final List<String> RESERVATIONS =
            List.of("SubnetIpv4CidrReservations", "SubnetIpv6CidrReservations");

    private final Map<String, Subnet> subnets = new HashMap<>();
    private final Set<Eni> interfaces = new LinkedHashSet<>();
    private final Map<String, List<CidrReservation>> reservations = new HashMap<>();
    private final Map<String, InterfaceLimits> types = new HashMap<>();
    private final Set<String> reserved = new HashSet<>();
    private int withoutReservations;
    private final List<String> missing =
            new ArrayList<>(List.of(SUBNETS, INTERFACES, RESERVATIONS.getFirst()));

    private SavedAnswers() {}

    /**
     * What the files tell about subnets and instance types.
     *
     * @throws BadInput if a file is none of these answers, or one kind of answer is missing
     */
    static Surroundings read(
            List<Path> files, Collection<String> subnetIds, Collection<String> instanceTypes) {
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
                answers.subnets,
                List.copyOf(answers.interfaces),
                answers.reservations,
                instanceTypes.stream().distinct().map(answers::type).toList(),
                answers.unsure(),
                "is not in the saved answers. Save describe-subnets with it too, or remove it.");
    }

    private InterfaceLimits type(String name) {
        InterfaceLimits limits = types.get(name);
        if (limits == null) {
            throw new BadInput(
                    "--instance-type is %s; the saved answers have the types %s: save that of aws"
                                    .formatted(name, new TreeSet<>(types.keySet()))
                            + " ec2 describe-instance-types --instance-types "
                            + name
                            + " too");
        }
        return limits;
    }

    /** An answer without reservations does not say of which subnet it is: they can be counted. */
    private List<Finding> unsure() {
        List<String> untold =
                subnets.keySet().stream().filter(id -> !reserved.contains(id)).sorted().toList();
        return untold.size() <= withoutReservations
                ? List.of()
                : List.of(
                        Finding.warning(
                                "The CIDR reservations of %s are not known and count as none: no saved answer names them, and only %d are empty. Save aws ec2 get-subnet-cidr-reservations of each."
                                        .formatted(
                                                String.join(", ", untold), withoutReservations)));
    }

    private void add(Path file) {
        JsonValue json = SettingsFile.json(file, SettingsFile.text(file));
        try {
            if (!json.isObject() || !add(json.asObject())) {
                throw new BadInput(
                        "%s is no answer that can be used; allowed: a JSON object with %s, %s, %s or %s"
                                .formatted(
                                        file, SUBNETS, INTERFACES, RESERVATIONS.getFirst(), TYPES));
            }
            if (!SavedJson.text(json.asObject(), "NextToken").isEmpty()) {
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
            SavedJson.items(answer, SUBNETS)
                    .map(SavedAnswers::subnet)
                    .forEach(s -> subnets.put(s.id(), s));
            known = true;
        }
        if (answer.get(INTERFACES) != null) {
            missing.remove(INTERFACES);
            SavedJson.items(answer, INTERFACES).map(SavedAnswers::eni).forEach(interfaces::add);
            known = true;
        }
        if (answer.get(TYPES) != null) {
            SavedJson.items(answer, TYPES)
                    .map(SavedAnswers::limits)
                    .forEach(its -> types.put(its.instanceType(), its));
            known = true;
        }
        return addReservations(answer) || known;
    }

    private boolean addReservations(JsonObject answer) {
        List<String> kinds = RESERVATIONS.stream().filter(its -> answer.get(its) != null).toList();
        List<JsonObject> all =
                kinds.stream().flatMap(kind -> SavedJson.items(answer, kind)).toList();
        all.forEach(this::addReservation);
        if (!kinds.isEmpty()) {
            missing.remove(RESERVATIONS.getFirst());
            withoutReservations += all.isEmpty() ? 1 : 0;
        }
        return !kinds.isEmpty();
    }

    private void addReservation(JsonObject json) {
        reserved.add(SavedJson.text(json, "SubnetId"));
        CidrReservation reservation =
                new CidrReservation(
                        SavedJson.text(json, "SubnetCidrReservationId"),
                        Cidr.parse(SavedJson.text(json, "Cidr")),
                        SavedJson.text(json, "ReservationType").equals("explicit")
                                ? CidrReservation.Type.EXPLICIT
                                : CidrReservation.Type.PREFIX);
        List<CidrReservation> others =
                reservations.computeIfAbsent(
                        SavedJson.text(json, "SubnetId"), _ -> new ArrayList<>());
        if (!others.contains(reservation)) {
            others.add(reservation);
        }
    }

    private static Subnet subnet(JsonObject json) {
        Map<Family, Cidr> blocks = new EnumMap<>(Family.class);
        if (!SavedJson.text(json, "CidrBlock").isEmpty()) {
            blocks.put(Family.IPV4, Cidr.parse(SavedJson.text(json, "CidrBlock")));
        }
        SavedJson.items(json, "Ipv6CidrBlockAssociationSet")
                .filter(
                        its ->
                                its.get("Ipv6CidrBlockState") instanceof JsonObject state
                                        && SavedJson.text(state, "State").equals("associated"))
                .findFirst()
                .ifPresent(
                        its ->
                                blocks.put(
                                        Family.IPV6,
                                        Cidr.parse(SavedJson.text(its, "Ipv6CidrBlock"))));
        return new Subnet(
                SavedJson.text(json, "SubnetId"), SavedJson.text(json, "AvailabilityZone"), blocks);
    }

    private static Eni eni(JsonObject json) {
        Stream<String> addresses =
                Stream.of(
                                Stream.of(SavedJson.text(json, "PrivateIpAddress")),
                                SavedJson.texts(json, "PrivateIpAddresses", "PrivateIpAddress"),
                                SavedJson.texts(json, "Ipv6Addresses", "Ipv6Address"))
                        .flatMap(each -> each);
        Stream<String> prefixes =
                Stream.concat(
                        SavedJson.texts(json, "Ipv4Prefixes", "Ipv4Prefix"),
                        SavedJson.texts(json, "Ipv6Prefixes", "Ipv6Prefix"));
        Map<String, String> tags = new HashMap<>();
        SavedJson.items(json, "TagSet")
                .forEach(tag -> tags.put(SavedJson.text(tag, "Key"), SavedJson.text(tag, "Value")));
        return new Eni(
                SavedJson.text(json, "NetworkInterfaceId"),
                SavedJson.text(json, "SubnetId"),
                addresses.filter(text -> !text.isEmpty()).distinct().map(Ip::parse).toList(),
                prefixes.map(Cidr::parse).toList(),
                Optional.empty(),
                true,
                tags);
    }

    private static InterfaceLimits limits(JsonObject json) {
        JsonObject network = SavedJson.object(json, "NetworkInfo");
        Map<Integer, Integer> perCard = new HashMap<>();
        SavedJson.items(network, "NetworkCards")
                .forEach(
                        card ->
                                perCard.put(
                                        SavedJson.number(card, "NetworkCardIndex"),
                                        SavedJson.number(card, "MaximumNetworkInterfaces")));
        perCard.putIfAbsent(0, SavedJson.number(network, "MaximumNetworkInterfaces"));
        return new InterfaceLimits(
                SavedJson.text(json, "InstanceType"),
                perCard,
                Map.of(
                        Family.IPV4,
                        SavedJson.number(network, "Ipv4AddressesPerInterface"),
                        Family.IPV6,
                        SavedJson.number(network, "Ipv6AddressesPerInterface")));
    }
}
