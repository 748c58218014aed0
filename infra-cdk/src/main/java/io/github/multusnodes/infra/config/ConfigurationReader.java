package io.github.multusnodes.infra.config;

import com.eclipsesource.json.JsonObject;

import io.github.multusnodes.infra.config.Configuration.AlarmSettings;
import io.github.multusnodes.infra.config.Configuration.ClusterChoice;
import io.github.multusnodes.infra.config.Configuration.HookTimeouts;
import io.github.multusnodes.infra.variables.FunctionVariables;
import io.github.multusnodes.reading.Violations;

import java.util.List;
import java.util.Optional;

/** Reads the whole file: each section by its own reader, then what must fit together. */
final class ConfigurationReader {

    static final List<String> KEYS =
            List.of(
                    "name",
                    "region",
                    "cluster",
                    "nodes",
                    "networks",
                    "hooks",
                    "functions",
                    "drain",
                    "sweep",
                    "kubernetes",
                    "podAddresses",
                    "alarms",
                    "tags");

    private static final int LONGEST_HOOK = 7200;

    private final Section file;
    private final Violations violations;

    private ConfigurationReader(Section file, Violations violations) {
        this.file = file;
        this.violations = violations;
    }

    static Configuration read(JsonObject json, Violations violations) {
        return new ConfigurationReader(new Section("", json, KEYS, violations), violations).read();
    }

    private Configuration read() {
        String name =
                file.required(
                        "name",
                        Forms.NAME,
                        "Give the node group a name of its own in the account and region.");
        Optional<String> region =
                file.text(
                        "region", Forms.REGION, "Leave it out for the region of the credentials.");
        ClusterChoice cluster = cluster();
        NodeSettings nodes = NodesReader.read(file);
        NetworksReader.Read networks = NetworksReader.read(file);
        HookTimeouts hooks = hooks();
        FunctionSettings functions = FunctionsReader.read(file);
        VariablesReader reader = new VariablesReader(file, name, cluster.name(), networks);
        FunctionVariables variables = reader.read(hooks);
        KubernetesSettings kubernetes = KubernetesReader.read(file);
        new PlaceChecks(nodes, networks.places(), violations).check();
        new LimitChecks(nodes, networks.places(), violations).check();
        new AttachmentChecks(networks.places(), violations).check();
        new ClusterChecks(nodes, networks.places(), kubernetes, violations).check();
        checkTimeouts(hooks, functions);
        return new Configuration(
                name,
                region,
                cluster,
                nodes,
                networks.places(),
                hooks,
                functions,
                variables,
                reader.repairs(),
                kubernetes,
                PodAddressesReader.read(file, name),
                alarms(),
                file.map("tags", "Put each value in quotes."));
    }

    private ClusterChoice cluster() {
        Section cluster = file.section("cluster", List.of("name", "version"));
        String name =
                cluster.required(
                        "name",
                        Forms.CLUSTER,
                        "Write the name of the EKS cluster that the nodes join.");
        String version =
                cluster.required(
                        "version",
                        Forms.KUBERNETES_VERSION,
                        "Write the Kubernetes version that the nodes' image is for.");
        return new ClusterChoice(name, version);
    }

    private HookTimeouts hooks() {
        Section hooks =
                file.section("hooks", List.of("launchTimeoutSeconds", "terminateTimeoutSeconds"));
        String advice = "Auto Scaling waits this long for an answer, and after each heartbeat.";
        return new HookTimeouts(
                hooks.wholeNumber("launchTimeoutSeconds", 60, LONGEST_HOOK, 3600, advice),
                hooks.wholeNumber("terminateTimeoutSeconds", 60, LONGEST_HOOK, 3600, advice));
    }

    /** A function that is still at it when the hook times out works for nothing. */
    private void checkTimeouts(HookTimeouts hooks, FunctionSettings functions) {
        int shortest = Math.min(hooks.launch(), hooks.terminate());
        if (functions.timeoutSeconds() >= shortest) {
            violations.add(
                    "functions.timeoutSeconds",
                    String.valueOf(functions.timeoutSeconds()),
                    "less than the shorter of the hooks' timeouts, " + shortest,
                    "Lower it, or raise the timeouts under hooks.");
        }
    }

    private AlarmSettings alarms() {
        Section alarms =
                file.section(
                        "alarms",
                        List.of(
                                "topic",
                                "emails",
                                "freeAddresses",
                                "addressesUntilPods",
                                "dashboard"));
        String topicAdvice = "Alarms are sent there; leave it out for none.";
        Optional<String> topic = alarms.text("topic", Forms.TOPIC, topicAdvice);
        List<String> emails =
                alarms.texts(
                        "emails",
                        Forms.EMAIL,
                        "Each is subscribed to a topic that the stack makes.");
        if (alarms.has("topic") && alarms.has("emails")) {
            alarms.add(
                    "emails",
                    "set beside topic",
                    "either topic or emails",
                    "Subscribe the addresses to the topic, or remove it.");
        }
        String addresses = "The alarm is raised when fewer are left; 0 never raises it.";
        return new AlarmSettings(
                topic,
                emails,
                alarms.wholeNumber("freeAddresses", 0, 1_000_000, 10, addresses),
                alarms.wholeNumber("addressesUntilPods", 0, 1_000_000, 5, addresses),
                alarms.json().flag("dashboard", true, "false makes none."));
    }
}
