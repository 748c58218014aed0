package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.plan.Rules;

import java.net.URI;
import java.util.Optional;

/**
 * What all commands can be told.
 *
 * @param region empty if instance metadata is to tell
 */
record Common(Rules rules, Optional<String> region, URI metadata, boolean allowNodeRole) {}
