package org.allmende.services.web;

import java.util.List;
import org.allmende.region.Contact;
import org.jspecify.annotations.Nullable;

/**
 * What a citizen should know before beginning.
 *
 * @param easy the same in Leichte Sprache, a line for each sentence; empty for none
 * @param here how one begins online; null when it is not online here
 * @param elsewhere who offers it online; null when nobody else does
 * @param office where people go or call; null when no office of the region is responsible
 * @param note what to know here before everything else; empty for nothing
 * @param print address of the form to print; empty when there is none
 */
public record ServicePage(
        String title,
        String summary,
        String about,
        String applicants,
        String duration,
        List<String> easy,
        String fee,
        ServiceCard.State state,
        List<Need> needs,
        List<Faq> faq,
        List<Law> law,
        @Nullable Here here,
        @Nullable Elsewhere elsewhere,
        @Nullable Place office,
        String note,
        String print) {

    /** Something to have at hand. */
    public record Need(String name, String hint) {}

    public record Faq(String question, String answer) {}

    public record Law(String provision, String about) {}

    /** What comes out, how one says who one is, and where one begins, with the plan that a link has chosen or none, or goes on. */
    public record Here(boolean letter, String result, String login, String begin, String plan, String open) {}

    public record Elsewhere(String operator, String link) {}

    /** An office with everything that leads to it. */
    public record Place(String name, String address, String phone, String phoneLink, String email, String hours) {

        static Place of(String name, Contact contact) {
            return new Place(
                    name,
                    contact.address(),
                    contact.phone(),
                    PortalPages.phoneLink(contact),
                    contact.email(),
                    contact.hours().toString());
        }
    }
}
