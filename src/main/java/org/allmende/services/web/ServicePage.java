package org.allmende.services.web;

import java.util.List;

/** What a citizen should know before beginning. */
public record ServicePage(
        String name,
        String title,
        String summary,
        String about,
        String note,
        String applicants,
        String duration,
        List<String> easy,
        String fee,
        String result,
        List<Need> needs,
        List<Faq> faq,
        List<Law> law,
        String office,
        String address,
        String phone,
        String phoneLink,
        String email,
        String hours,
        String begin,
        String open) {

    /** Something to have at hand. */
    public record Need(String name, String hint) {}

    public record Faq(String question, String answer) {}

    public record Law(String provision, String about) {}
}
