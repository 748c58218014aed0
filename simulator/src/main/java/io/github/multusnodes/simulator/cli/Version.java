package io.github.multusnodes.simulator.cli;

import picocli.CommandLine.IVersionProvider;

import java.util.Objects;

/** The version, as the jar's manifest has it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "Multus Nodes " + Objects.requireNonNullElse(version, "(not packaged)")
        };
    }
}
