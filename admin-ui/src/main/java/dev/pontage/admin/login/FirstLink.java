package dev.pontage.admin.login;

import dev.pontage.admin.staff.Invitations;
import dev.pontage.start.StartNote;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells who starts the process for the first time where to become its first administrator. */
@Component
class FirstLink implements StartNote {
    private final Invitations invitations;
    private final String publicUrl;

    FirstLink(Invitations invitations, @Value("${pontage.public-url:http://localhost:8080}") String publicUrl) {
        this.invitations = invitations;
        this.publicUrl = publicUrl;
    }

    @Override
    public List<String> lines() {
        return invitations
                .first()
                .map(it ->
                        List.of("First administrator (once, within a day): " + publicUrl + "/admin/first?token=" + it))
                .orElse(List.of());
    }
}
