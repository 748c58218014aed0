package io.github.multusnodes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Bursts are measured with the timeouts that are deployed. */
class DeployedValuesTest {

    private static final Path TEMPLATE =
            Path.of("..", "templates", "cloudformation", "multus-nodes.yaml");

    @Test
    void bursts_have_the_timeouts_of_the_template() throws IOException {
        String template = Files.readString(TEMPLATE);

        String launch =
                template.substring(template.indexOf("handler.LaunchHookHandler::handleRequest"));
        assertThat(seconds("\n      Timeout: (\\d+)", launch).getFirst())
                .isEqualTo(Burst.FUNCTION_TIMEOUT);
        assertThat(seconds("\n          HeartbeatTimeout: (\\d+)", template))
                .isNotEmpty()
                .allMatch(Burst.HOOK_TIMEOUT::equals);
        assertThat(Burst.FUNCTION_TIMEOUT).isLessThan(Burst.HOOK_TIMEOUT);
    }

    private static List<Duration> seconds(String key, String text) {
        return Pattern.compile(key)
                .matcher(text)
                .results()
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .toList();
    }
}
