package org.allmende.cases.modelling.web;

import java.util.List;

/** The services whose process can be changed. */
public record ProcessListPage(String query, List<Row> rows) {

    /**
     * @param name of the package, as in addresses
     * @param tasks what people do in it, in order
     * @param draft whether somebody is changing it
     */
    public record Row(String name, String title, String version, String tasks, boolean draft) {}
}
