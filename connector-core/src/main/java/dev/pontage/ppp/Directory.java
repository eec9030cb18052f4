package dev.pontage.ppp;

import dev.pontage.affiliation.Affiliation;
import dev.pontage.affiliation.Connector;
import dev.pontage.limit.Allowance;
import dev.pontage.payment.Payment;
import dev.pontage.policy.Delays;
import dev.pontage.spi.PluginDescriptor;
import dev.pontage.spi.settings.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the edge must know before it asks the engine. */
interface Directory {

    /** Whether the database is known to be away, so that nobody need wait for it. */
    boolean databaseAway();

    /** Something that needs the database failed. */
    void broke(RuntimeException e);

    /** Takes in what the merchant filled in in VTEX; the affiliation as it is then. */
    Affiliation learned(Affiliation affiliation, Map<String, Secret> merchantSettings);

    /** Whether an attestation lets card numbers in without VTEX's proxy. */
    boolean attested();

    /** VTEX has just been answered how a payment ended. */
    void told(UUID payment);

    /** What is published under a name. */
    Optional<Connector> connector(String slug);

    /** Who a key and token belong to. */
    Optional<Affiliation> caller(String appKey, String appToken);

    /** Who answers the test suite without credentials. */
    Optional<Affiliation> openToTestSuite(String connector);

    /** What the affiliation's tenant may take. */
    Allowance allowance(Affiliation affiliation);

    /** What an affiliation's plugin says of itself. */
    Optional<PluginDescriptor> plugin(Affiliation affiliation);

    /** The newest version of a plugin. */
    Optional<PluginDescriptor> plugin(String id);

    /** Whether staff left a method on for an affiliation. */
    boolean isOn(Affiliation affiliation, String method);

    /** Why nobody can be asked about a new payment at the moment, for staff; empty if the acquirer can be. */
    Optional<String> away(Affiliation affiliation);

    /** What VTEX is told for a method. */
    Delays delays(Affiliation affiliation, PluginDescriptor.Method method);

    /** Our page for a slip. */
    String invoicePage(Payment payment);
}
