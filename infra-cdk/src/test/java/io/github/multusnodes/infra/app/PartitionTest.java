package io.github.multusnodes.infra.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class PartitionTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1"})
    void a_stack_in_another_partition_names_nothing_of_the_usual_one(String region)
            throws IOException {
        String example = Files.readString(Synth.SHIPPED);
        Path file =
                Files.writeString(
                        folder.resolve("region.yaml"),
                        example.replace("# region: us-west-2 ", "region: " + region + " #")
                                .replace("us-west-2", region));

        JsonNode template = Synth.template(file);

        assertThat(template.toString())
                .contains("AWS::Partition")
                .doesNotContain("arn:aws:")
                .doesNotContain("us-west-2");
    }
}
