package org.allmende.services;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.allmende.region.Contact;
import org.allmende.region.OpenPlans;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Setting;

/** A service as one municipality offers it: the package with its parameters filled in. */
public final class Service {

    private final String tenant;
    private final ServicePackage pack;
    private final Map<String, String> parameters;
    private final Variation variation;
    private final Optional<String> county;
    private final Supplier<List<Setting.Municipality>> municipalities;
    private final Function<String, Map<String, String>> elsewhere;
    private final OpenPlans plans;

    /**
     * @param pack as it was published
     * @param variation of whoever offers it
     * @param county the tenant that decides for the whole county, if it is the county's service
     * @param municipalities found when they are needed, which is when a form runs
     * @param elsewhere parameters of another municipality that offers it
     * @param plans asked when a form wants to know one
     */
    Service(
            String tenant,
            ServicePackage pack,
            Map<String, String> parameters,
            Variation variation,
            Optional<String> county,
            Supplier<List<Setting.Municipality>> municipalities,
            Function<String, Map<String, String>> elsewhere,
            OpenPlans plans) {
        this.plans = plans;
        this.tenant = tenant;
        this.pack = variation.applyTo(pack);
        this.parameters = Map.copyOf(parameters);
        this.variation = variation;
        this.county = county;
        this.municipalities = municipalities;
        this.elsewhere = elsewhere;
    }

    public String tenant() {
        return tenant;
    }

    /** The package in the words of whoever offers it. */
    public ServicePackage pack() {
        return pack;
    }

    /** How to reach the office for this service. */
    public Contact contact(Contact office) {
        return variation.applyTo(office);
    }

    /** What there is to know here before everything else; empty for nothing. */
    public String note(String language) {
        return variation.note(language);
    }

    /** Questions that people ask, those that are asked here at the end. */
    public List<Question> listFaq(String language) {
        var questions = new ArrayList<Question>();
        pack.description()
                .faq()
                .forEach(one -> questions.add(
                        new Question(one.question().in(language), one.answer().in(language))));
        variation.listFaq(language).forEach(one -> questions.add(new Question(one.question(), one.answer())));
        return questions;
    }

    /** A question that people ask, and its answer. */
    public record Question(String question, String answer) {}

    /** The tenant that decides for the whole county, if it is the county's service. */
    public Optional<String> county() {
        return county;
    }

    /** By id, the package's defaults included. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Those that offer it as well, in German order: where an answer about a place may lie. */
    public List<Setting.Municipality> municipalities() {
        return municipalities.get();
    }

    /** The form with these answers, as it is on that day. */
    public FormRun run(Answers answers, LocalDate today) {
        return FormRun.of(
                pack.form(),
                answers,
                new Setting(today, municipalities(), county, values(parameters), () -> plans.on(today)));
    }

    /**
     * What it costs at the office that is responsible by these answers, which need not be the one of this portal: someone who
     * lives in Lahntal and married in Gladenbach pays what Gladenbach charges.
     */
    public Fee.Statement fee(FormRun run) {
        var responsible = pack.responsibility().findTenant(run).orElse(tenant);
        if (responsible.equals(tenant) || county.isPresent()) {
            return pack.fee().of(run);
        }
        var there = new Setting(
                run.setting().today(), run.setting().municipalities(), county, values(elsewhere.apply(responsible)));
        return pack.fee().of(FormRun.of(pack.form(), run.answers(), there));
    }

    /** What it costs here, in words and with this municipality's figures. */
    public String feeNote(String language) {
        var values = new LinkedHashMap<String, String>();
        shown(language).forEach((id, value) -> values.put("parameter." + id, value));
        return TextFields.fill(pack.fee().note().in(language), values);
    }

    /** This municipality's parameters as pages show them: {@code gebuehr_erste} → {@code 12,00 €}. */
    public Map<String, String> shown(String language) {
        var shown = new LinkedHashMap<String, String>();
        pack.parameters()
                .forEach(parameter -> shown.put(
                        parameter.id(), parameter.show(parameters.getOrDefault(parameter.id(), ""), language)));
        return shown;
    }

    private Map<String, Object> values(Map<String, String> texts) {
        var values = new LinkedHashMap<String, Object>();
        pack.parameters()
                .forEach(parameter ->
                        values.put(parameter.id(), parameter.feel(texts.getOrDefault(parameter.id(), ""))));
        return values;
    }

    @Override
    public String toString() {
        return pack.identity() + " in " + tenant;
    }
}
