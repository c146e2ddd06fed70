package org.allmende.region;

/** How citizens reach a tenant or one of its offices. */
public record Contact(String address, String phone, String email, OpeningHours hours) {

    /** Placeholder of a tenant that has not entered its own yet: a street, a number and an address that nobody has. */
    public static Contact invented(Slug tenant, String mailbox, String town, int extension) {
        return new Contact(
                "Musterweg 1, " + town,
                "00000 00-%02d".formatted(extension),
                "%s@%s.example".formatted(mailbox, tenant),
                OpeningHours.parse("Mo–Fr 8:00–12:00, Do 14:00–18:00"));
    }
}
