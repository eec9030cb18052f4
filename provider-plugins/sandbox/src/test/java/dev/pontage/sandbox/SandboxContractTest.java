package dev.pontage.sandbox;

import dev.pontage.spi.AcquirerPlugin;
import dev.pontage.testkit.AcquirerContract;
import java.util.Optional;

class SandboxContractTest extends AcquirerContract {

    @Override
    protected AcquirerPlugin plugin() {
        return new SandboxPlugin();
    }

    @Override
    protected Optional<String> deniedCard() {
        return Optional.of("4444333322221112");
    }
}
