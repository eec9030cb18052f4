package dev.pontage.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.env.PropertyResolver;

/**
 * What must be known before anything starts, from the environment.
 *
 * @param databaseUrl of an external database; empty: the embedded one
 * @param managementPort where it was asked for; empty: the usual one, or any where that is taken
 * @param masterKeyFile where the key is; it is made there only outside production
 */
record StartSettings(
        Path home,
        Optional<String> databaseUrl,
        Path masterKeyFile,
        boolean masterKeyNamed,
        boolean production,
        Set<Role> roles,
        int port,
        Optional<String> address,
        Optional<Integer> managementPort,
        String managementAddress,
        String publicUrl,
        boolean allowPrivateNetwork,
        boolean demo) {
    static final int USUAL_MANAGEMENT_PORT = 8089;
    private static final int SHORTEST_TOKEN = 32;

    static StartSettings from(PropertyResolver environment) {
        var token = environment.getProperty("pontage.bootstrap-api-token", "");
        if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
            throw new Refusal("PONTAGE_BOOTSTRAP_API_TOKEN is too short; give it at least 32 characters");
        }
        var home = Home.of(environment).folder();
        var url = text(environment, "spring.datasource.url");
        var key = text(environment, "pontage.master-key-file");
        var port = number(environment, "server.port", 8080);
        var production = Stream.of(
                        environment.getProperty("spring.profiles.active", "").split(","))
                .anyMatch(it -> it.strip().equals("production"));
        return new StartSettings(
                home,
                url,
                key.map(Path::of).orElse(home.resolve("master.key")),
                key.isPresent(),
                production,
                Role.parse(text(environment, "pontage.roles").orElse("gateway,admin,worker")),
                port,
                text(environment, "server.address")
                        .or(() -> url.isEmpty() ? Optional.of("127.0.0.1") : Optional.empty()),
                text(environment, "management.server.port").map(it -> number(environment, "management.server.port", 0)),
                text(environment, "management.server.address").orElse("127.0.0.1"),
                text(environment, "pontage.public-url").orElse("http://localhost:" + port),
                flag(environment, "pontage.allow-private-network", url.isEmpty()),
                flag(environment, "pontage.demo", !production));
    }

    private static Optional<String> text(PropertyResolver environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(it -> !it.isBlank());
    }

    private static boolean flag(PropertyResolver environment, String name, boolean otherwise) {
        return text(environment, name)
                .map(it -> switch (it.strip()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new Refusal(variable(name) + " is \"" + it + "\"; use true or false");
                })
                .orElse(otherwise);
    }

    private static int number(PropertyResolver environment, String name, int otherwise) {
        var value = text(environment, name).orElse(Integer.toString(otherwise));
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new Refusal(variable(name) + " is \"" + value + "\"; use a port number");
        }
        return Integer.parseInt(value);
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    boolean embedded() {
        return databaseUrl.isEmpty();
    }

    /** For Spring, below everything that the environment says itself. */
    Map<String, Object> properties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("pontage.home", home.toString());
        properties.put("pontage.plugins", home.resolve("plugins").toString());
        properties.put("pontage.master-key-file", masterKeyFile.toString());
        properties.put("pontage.public-url", publicUrl);
        properties.put("pontage.allow-private-network", allowPrivateNetwork);
        properties.put("pontage.demo", demo);
        properties.put(
                "pontage.roles", String.join(",", roles.stream().map(Role::word).toList()));
        properties.put("management.server.port", managementPort.orElse(USUAL_MANAGEMENT_PORT));
        if (managementPort.isEmpty()) {
            properties.put("pontage.usual-management-port", USUAL_MANAGEMENT_PORT);
        }
        properties.put("management.server.address", managementAddress);
        address.ifPresent(it -> properties.put("server.address", it));
        return properties;
    }
}
