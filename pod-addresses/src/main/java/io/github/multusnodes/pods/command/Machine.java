package io.github.multusnodes.pods.command;

import io.github.multusnodes.pods.assign.Init;
import io.github.multusnodes.pods.assign.Ports;
import io.github.multusnodes.pods.assign.Result;
import io.github.multusnodes.pods.assign.Sidecar;
import io.github.multusnodes.pods.kernel.KernelNetwork;
import io.github.multusnodes.retry.Retry;
import io.github.multusnodes.retry.Time;
import io.github.multusnodes.telemetry.LogKey;
import io.github.multusnodes.telemetry.StepLog;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The parts of {@code init} and {@code sidecar} on this machine, in this pod. */
final class Machine {

    private final Settings settings;
    private final Time time;
    private final StepLog log;
    private final AwsParts aws;
    private final SecureRandom chance = new SecureRandom();

    Machine(Settings settings, Map<String, String> environment, Time time, StepLog log) {
        this.settings = settings;
        this.time = time;
        this.log = log;
        this.aws = new AwsParts(settings.common(), environment, time);
    }

    Result init() {
        return new Init(
                        ports(),
                        settings.expected(),
                        settings.common().rules(),
                        settings.bounds(),
                        log)
                .run();
    }

    Result sidecar(Runnable started, BooleanSupplier ending) {
        return new Sidecar(
                        ports(),
                        settings.expected(),
                        settings.common().rules(),
                        settings.bounds(),
                        log,
                        ending)
                .run(started);
    }

    private Ports ports() {
        Instant end = time.now().plus(settings.bounds().settling());
        Retry retry =
                new Retry(
                        time,
                        chance,
                        end,
                        why -> log.with(LogKey.REASON, why.getMessage()).info("Waiting"));
        return new Ports(
                new KernelNetwork(settings.primaryInterface(), time, log::warn),
                aws.interfaces(),
                aws.assignments(retry),
                time,
                chance);
    }
}
