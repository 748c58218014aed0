package io.github.multusnodes.infra.config;

/**
 * What an instance type allows.
 *
 * @param networkCards how many network cards it has
 * @param interfaces how many interfaces, on all cards together
 * @param addresses how many IPv4 addresses on each interface
 */
public record InstanceType(
        String name, Architecture architecture, int networkCards, int interfaces, int addresses) {}
