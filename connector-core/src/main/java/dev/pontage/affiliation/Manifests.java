package dev.pontage.affiliation;

/** What VTEX reads of a connector; made by the room that speaks VTEX's language. */
public interface Manifests {

    /** The manifest as VTEX would get it if the connector were as given. */
    String of(Connector connector);
}
