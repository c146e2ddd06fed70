package org.allmende.services.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.feel.Scope;

/**
 * What a form knows besides the answers: the day, the municipalities of the region that take part, and the parameters of the
 * municipality that offers the service. Made once per request or once per day; shared freely.
 */
public final class Setting {

    /** A place of the region where an office may be responsible. */
    public record Municipality(String tenant, String name) {}

    private final LocalDate today;
    private final List<Municipality> municipalities;
    private final Map<String, Object> parameters;

    public Setting(LocalDate today, List<Municipality> municipalities, Map<String, Object> parameters) {
        this.today = today;
        this.municipalities = List.copyOf(municipalities);
        this.parameters = Map.copyOf(parameters);
    }

    public LocalDate today() {
        return today;
    }

    public List<Municipality> municipalities() {
        return municipalities;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    public Optional<Municipality> findMunicipality(String tenant) {
        return municipalities.stream()
                .filter(municipality -> municipality.tenant().equals(tenant))
                .findFirst();
    }

    /** The names that every expression of a package may use: {@code today} and {@code parameter.…}. */
    public Scope scope() {
        return new Scope().put("today", today).put("parameter", parameters);
    }
}
