package dev.pontage.spi.payment;

import java.util.Optional;

/**
 * Who buys. All of it is what a person typed into a checkout: empty, too long or odd values are normal, and a plugin cuts
 * or leaves out what its acquirer would refuse.
 */
public record Buyer(
        String id,
        String firstName,
        String lastName,
        String document,
        String documentType,
        String email,
        String phone,
        Optional<Company> company,
        Optional<Address> shipping,
        Optional<Address> billing,
        Device device) {

    /** A buyer that is a company. */
    public record Company(String name, String tradeName, String document) {}

    /** An address; the country is ISO 3166, mostly of three letters, sometimes of two. */
    public record Address(
            String country,
            String street,
            String number,
            String complement,
            String neighborhood,
            String postalCode,
            String city,
            String state) {}

    /**
     * What the purchase was made with.
     *
     * @param interaction ecommerce, instore, subscription; an open list
     */
    public record Device(String interaction, String ipAddress, String fingerprint) {}

    @Override
    public String toString() {
        return "Buyer[•••]";
    }
}
