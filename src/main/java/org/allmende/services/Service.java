package org.allmende.services;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Setting;

/**
 * A service as one municipality offers it: the package with its parameters filled in.
 *
 * @param parameters by id, the package's defaults included
 * @param municipalities that offer it as well, in German order: where the answer may lie
 * @param elsewhere parameters of another municipality that offers it
 */
public record Service(
        String tenant,
        ServicePackage pack,
        Map<String, String> parameters,
        List<Setting.Municipality> municipalities,
        Function<String, Map<String, String>> elsewhere) {

    public Service {
        parameters = Map.copyOf(parameters);
        municipalities = List.copyOf(municipalities);
    }

    /** The form with these answers, as it is on that day. */
    public FormRun run(Answers answers, LocalDate today) {
        return FormRun.of(pack.form(), answers, new Setting(today, municipalities, values(parameters)));
    }

    /**
     * What it costs at the office that is responsible by these answers, which need not be the one of this portal: someone who
     * lives in Lahntal and married in Gladenbach pays what Gladenbach charges.
     */
    public Fee.Statement fee(FormRun run) {
        var responsible = pack.responsibility().findTenant(run).orElse(tenant);
        if (responsible.equals(tenant)) {
            return pack.fee().of(run);
        }
        var there = new Setting(run.setting().today(), municipalities, values(elsewhere.apply(responsible)));
        return pack.fee().of(FormRun.of(pack.form(), run.answers(), there));
    }

    /** Fields that stand for this municipality's parameters, as pages show them: {@code gebuehr_erste} → {@code 12,00 €}. */
    public Map<String, String> shown(String language) {
        var shown = new LinkedHashMap<String, String>();
        pack.parameters().forEach(parameter ->
                shown.put(parameter.id(), parameter.show(parameters.getOrDefault(parameter.id(), ""), language)));
        return shown;
    }

    private Map<String, Object> values(Map<String, String> texts) {
        var values = new LinkedHashMap<String, Object>();
        pack.parameters().forEach(parameter ->
                values.put(parameter.id(), parameter.feel(texts.getOrDefault(parameter.id(), ""))));
        return values;
    }
}
