package org.allmende.cases.web;

import java.text.Collator;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.cases.Case;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;

/**
 * One more application with what an earlier one tells already.
 *
 * @param title of the earlier application
 * @param person what would be taken over about the person, as the questions were called
 * @param ways which service: the same once more, if it is still offered, or another one
 * @param services the other ones, by name
 * @param errors by field
 * @param chosen what the form came with, by field
 */
public record AgainPage(
        String title,
        String submitted,
        List<String> person,
        Map<String, String> ways,
        Map<String, String> services,
        Map<String, String> errors,
        Map<String, String> chosen,
        String path) {

    static final String SAME = "dieselbe";
    static final String OTHER = "andere";

    static AgainPage of(
            Page page,
            Case it,
            List<String> person,
            List<Service> offered,
            Map<String, String> errors,
            Map<String, String> chosen) {
        var lang = page.lang();
        var ways = new LinkedHashMap<String, String>();
        offered.stream()
                .filter(service -> service.pack().name().equals(it.service()))
                .forEach(service -> ways.put(SAME, page.t("cases.again.same", title(service, lang))));
        ways.put(OTHER, page.t("cases.again.other"));
        var services = new LinkedHashMap<String, String>();
        offered.stream()
                .filter(service -> !service.pack().name().equals(it.service()))
                .sorted(Comparator.comparing(service -> title(service, lang), Collator.getInstance(Locale.GERMANY)))
                .forEach(service -> services.put(service.pack().name(), title(service, lang)));
        return new AgainPage(
                it.title(),
                GermanDates.date(GermanDates.dayOf(it.submitted()), lang),
                person,
                ways,
                services,
                errors,
                chosen,
                CasePath.of(it));
    }

    private static String title(Service service, String lang) {
        return service.pack().description().title().in(lang);
    }
}
