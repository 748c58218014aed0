package io.github.multusnodes.simulator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class NativeLibraryTest {

    @Test
    void it_is_in_the_clients_jars(@TempDir Path folder) throws IOException {
        NativeLibrary.unpack(RuntimeClient.jars(), folder);

        assertThat(folder.resolve(NativeLibrary.FILE)).isNotEmptyFile();
    }

    @Test
    void jars_without_it_are_named(@TempDir Path folder) {
        List<Path> jars = RuntimeClient.jars().subList(1, 2);

        assertThatThrownBy(() -> NativeLibrary.unpack(jars, folder))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("it runs on Linux on x86-64 and aarch64 only")
                .hasMessageContaining("aws-lambda-java-core");
    }
}
