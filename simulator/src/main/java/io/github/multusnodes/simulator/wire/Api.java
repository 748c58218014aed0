package io.github.multusnodes.simulator.wire;

import io.github.multusnodes.simulator.state.Refusal;

import java.util.Map;
import java.util.TreeMap;

/** The two APIs, their actions and their envelopes. */
public final class Api {

    /** Which API, with its version, namespace and form of answers. */
    public enum Service {
        EC2("2016-11-15", "http://ec2.amazonaws.com/doc/2016-11-15/") {
            @Override
            String success(String action, Xml result, String requestId) {
                return Xml.element(action + "Response")
                        .add("requestId", requestId)
                        .addAllOf(result)
                        .document(namespace());
            }

            @Override
            String failure(Refusal refusal, String requestId) {
                Xml error =
                        Xml.element("Error")
                                .add("Code", refusal.code())
                                .add("Message", refusal.text());
                return Xml.element("Response")
                        .add(Xml.element("Errors").add(error))
                        .add("RequestID", requestId)
                        .document("");
            }

            @Override
            Refusal throttled() {
                return new Refusal(503, "RequestLimitExceeded", "Request limit exceeded.");
            }
        },
        AUTO_SCALING("2011-01-01", "http://autoscaling.amazonaws.com/doc/2011-01-01/") {
            @Override
            String success(String action, Xml result, String requestId) {
                return Xml.element(action + "Response")
                        .add(Xml.element(action + "Result").addAllOf(result))
                        .add(Xml.element("ResponseMetadata").add("RequestId", requestId))
                        .document(namespace());
            }

            @Override
            String failure(Refusal refusal, String requestId) {
                Xml error =
                        Xml.element("Error")
                                .add("Type", refusal.status() < 500 ? "Sender" : "Receiver")
                                .add("Code", refusal.code())
                                .add("Message", refusal.text());
                return Xml.element("ErrorResponse")
                        .add(error)
                        .add("RequestId", requestId)
                        .document(namespace());
            }

            @Override
            Refusal throttled() {
                return Refusal.of("Throttling", "Rate exceeded");
            }
        };

        private final String version;
        private final String namespace;

        Service(String version, String namespace) {
            this.version = version;
            this.namespace = namespace;
        }

        String namespace() {
            return namespace;
        }

        abstract String success(String action, Xml result, String requestId);

        abstract String failure(Refusal refusal, String requestId);

        /** How this API refuses a call beyond its rate. */
        abstract Refusal throttled();

        /**
         * The API of a request's {@code Version} parameter.
         *
         * @throws Refusal if it is neither
         */
        static Service ofVersion(String version) {
            for (Service service : values()) {
                if (service.version.equals(version)) {
                    return service;
                }
            }
            throw Refusal.of("NoSuchVersion", "The API version '" + version + "' is not simulated");
        }
    }

    private final Map<Service, Map<String, Operation>> operations = new TreeMap<>();

    /** Adds an action. */
    public Api with(Service service, String action, Operation operation) {
        operations.computeIfAbsent(service, _ -> new TreeMap<>()).put(action, operation);
        return this;
    }

    /**
     * The operation of an action.
     *
     * @throws Refusal {@code InvalidAction} if it is not modelled
     */
    Operation operation(Service service, String action) {
        Operation operation = operations.getOrDefault(service, Map.of()).get(action);
        if (operation == null) {
            throw Refusal.of(
                    "InvalidAction",
                    "The action " + action + " is not valid: the simulator does not model it");
        }
        return operation;
    }
}
