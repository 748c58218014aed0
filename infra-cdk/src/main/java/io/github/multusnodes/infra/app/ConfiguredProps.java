package io.github.multusnodes.infra.app;

import io.github.multusnodes.infra.config.Configuration;
import io.github.multusnodes.infra.construct.HandlerCode;
import io.github.multusnodes.infra.construct.MultusNodesProps;
import io.github.multusnodes.infra.construct.SubnetReservation;

import java.util.List;
import java.util.Optional;

/** What the configuration file says, as the constructs ask for it. */
record ConfiguredProps(Configuration its, String imageId, HandlerCode code)
        implements MultusNodesProps, ConfiguredFunctions, ConfiguredNodes {

    @Override
    public String nodeGroupName() {
        return its.name();
    }

    @Override
    public String clusterName() {
        return its.cluster().name();
    }

    @Override
    public List<SubnetReservation> reservations() {
        return its.networks().stream()
                .flatMap(network -> network.subnets().values().stream())
                .flatMap(
                        place ->
                                place.reservations().stream()
                                        .map(
                                                wanted ->
                                                        new SubnetReservation(
                                                                place.subnet(),
                                                                wanted.cidr().toString(),
                                                                wanted.type().label(),
                                                                wanted.description().orElse(""))))
                .toList();
    }

    @Override
    public List<PodServiceAccount> podServiceAccounts() {
        return its.podAddresses().stream()
                .flatMap(pods -> pods.serviceAccounts().stream())
                .map(account -> new PodServiceAccount(account.namespace(), account.name()))
                .toList();
    }

    @Override
    public Optional<String> alarmTopicArn() {
        return its.alarms().topic();
    }

    @Override
    public List<String> alarmEmails() {
        return its.alarms().emails();
    }

    @Override
    public Number fewFreeAddresses() {
        return its.alarms().freeAddresses();
    }

    @Override
    public Number fewAddressesUntilPods() {
        return its.alarms().addressesUntilPods();
    }

    @Override
    public boolean dashboard() {
        return its.alarms().dashboard();
    }
}
