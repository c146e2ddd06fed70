package org.allmende.platform.api.web;

import java.util.List;

/** The interface for those who read it. */
public record ApiPage(List<Item> operations, List<Item> webhooks, List<Item> problems) {

    /**
     * Something with its explanation.
     *
     * @param id to link to it
     * @param method GET or POST; empty for what is no operation
     * @param address path, type of a message or number of an error
     * @param token whether a token has to be shown
     * @param fields to try it, if {@code tries}
     * @param command the same on a command line; empty for what is no operation
     */
    public record Item(
            String id,
            String method,
            String address,
            String name,
            String text,
            boolean token,
            boolean tries,
            List<Field> fields,
            String command) {

        static Item of(String id, String address, String name, String text) {
            return new Item(id, "", address, name, text, false, false, List.of(), "");
        }
    }

    public record Field(String id, String name, String label, String example) {}
}
