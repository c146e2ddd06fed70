package org.allmende.region;

import tools.jackson.databind.ObjectMapper;

/** How citizens reach a tenant or one of its offices. */
public record Contact(String address, String phone, String email, OpeningHours hours) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Contact ofJson(String json) {
        return JSON.readValue(json, Contact.class);
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /** Placeholder of a tenant that has not entered its own yet: a street, a number and an address that nobody has. */
    public static Contact invented(Slug tenant, String mailbox, String town, int extension) {
        return new Contact(
                "Musterweg 1, " + town,
                "00000 00-%02d".formatted(extension),
                "%s@%s.example".formatted(mailbox, tenant),
                OpeningHours.parse("Mo–Fr 8:00–12:00, Do 14:00–18:00"));
    }
}
