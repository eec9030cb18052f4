package dev.pontage.admin.connector;

import dev.pontage.affiliation.Connector;
import dev.pontage.plugin.LoadedPlugin;
import dev.pontage.plugin.Plugins;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.PluginDescriptor.Flow;
import java.util.List;
import java.util.Optional;

/**
 * What VTEX's ticket asks for that the plugins know.
 *
 * @param redirects methods whose shopper goes to another page
 * @param apps methods with a payment app in the checkout
 * @param hosts where card data goes through VTEX's proxy, which lets it through to listed addresses only
 */
record Ticket(List<String> redirects, List<String> apps, List<String> hosts) {
    static Ticket of(Connector connector, Plugins plugins) {
        var descriptors = connector.plugins().stream()
                .flatMap(it -> plugins.find(it, Optional.empty()).map(LoadedPlugin::descriptor).stream())
                .toList();
        return new Ticket(
                methods(connector, descriptors, Flow.REDIRECT),
                methods(connector, descriptors, Flow.APP),
                descriptors.stream()
                        .flatMap(it -> it.hosts().stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static List<String> methods(Connector connector, List<PluginDescriptor> descriptors, Flow flow) {
        return connector.methods().stream()
                .filter(Connector.Method::enabled)
                .map(Connector.Method::name)
                .filter(name -> descriptors.stream()
                        .flatMap(it -> it.method(name).stream())
                        .anyMatch(it -> it.flow() == flow))
                .toList();
    }
}
