package dev.pontage.admin.api;

import dev.pontage.admin.access.Audit;
import dev.pontage.admin.access.Needs;
import dev.pontage.admin.access.Permission;
import dev.pontage.admin.access.Person;
import dev.pontage.admin.form.Longest;
import dev.pontage.error.Rejection;
import dev.pontage.policy.Attestations;
import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The platform's Attestation of Compliance: without one no card number is taken outside VTEX's proxy. */
@RestController
@RequestMapping("/api/v1/attestation")
class AttestationEndpoint {
    private final Attestations attestations;
    private final Audit audit;

    AttestationEndpoint(Attestations attestations, Audit audit) {
        this.attestations = attestations;
        this.audit = audit;
    }

    record NewAttestation(
            Optional<String> company, Optional<String> url, Optional<String> assessor, Optional<LocalDate> signedOn) {}

    record View(Attestations.State state, Optional<Attestations.Attestation> attestation) {}

    @GetMapping
    @Needs(Permission.READ)
    View show() {
        return new View(attestations.state(), attestations.newest());
    }

    @PutMapping
    @Needs(Permission.PLATFORM)
    View put(@RequestBody NewAttestation given) {
        var attestation = new Attestations.Attestation(
                Given.text("company", given.company()),
                url(Given.text("url", given.url())),
                Given.text("assessor", given.assessor()),
                given.signedOn().orElseThrow(() -> Rejection.invalid("signedOn", "Say when it was signed.")));
        Longest.check(Stream.of(
                        Longest.NAME.of("company", attestation.company()),
                        Longest.ADDRESS.of("url", attestation.url().toString()),
                        Longest.NAME.of("assessor", attestation.assessor()))
                .flatMap(it -> it)
                .toList());
        attestations.record(attestation, Person.current().name());
        audit.note("attestation.recorded", attestation.company(), attestation);
        return show();
    }

    private static URI url(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid("url", "Write a whole address, with https://.");
        }
    }
}
