package dev.pontage.app;

import dev.pontage.affiliation.Affiliation.Credential;
import dev.pontage.start.StartNote;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal where to go. */
@Component
class Welcome {
    private final ObjectProvider<StartNote> notes;
    private final Demo demo;
    private final boolean demoWanted;
    private final String publicUrl;
    private final int port;
    private final Environment environment;

    Welcome(
            ObjectProvider<StartNote> notes,
            Demo demo,
            @Value("${pontage.demo}") boolean demoWanted,
            @Value("${pontage.public-url}") String publicUrl,
            @Value("${server.port}") int port,
            Environment environment) {
        this.notes = notes;
        this.demo = demo;
        this.demoWanted = demoWanted;
        this.publicUrl = publicUrl;
        this.port = port;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Pontage is ready.");
        lines.add("  admin         http://localhost:" + port + "/admin");
        lines.add("  management    http://" + environment.getProperty("management.server.address") + ":"
                + environment.getProperty("local.management.port") + "/actuator/health");
        notes.orderedStream().flatMap(it -> it.lines().stream()).forEach(it -> lines.add("  " + it));
        if (demoWanted) {
            demo.ready().ifPresent(it -> lines.addAll(demoLines(it)));
        }
        lines.add("");
        Console.say(lines);
    }

    private List<String> demoLines(Credential credential) {
        return List.of(
                "  service URL   " + publicUrl + "/ppp/" + Demo.NAME,
                "  app key       " + credential.appKey(),
                "  app token     " + credential.appToken(),
                "",
                "  A first payment:",
                "  " + FirstPayment.curl("http://localhost:" + port, credential));
    }
}
