package org.allmende.region.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.platform.html.Page;
import org.allmende.region.Colour;
import org.allmende.region.Contact;
import org.allmende.region.OpeningHours;
import org.allmende.region.Participation;
import org.allmende.region.Region;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.jspecify.annotations.Nullable;

/** Reads what was typed about a tenant, field by field, and notes for each that does not fit what to do. */
final class TenantCheck {

    private static final int LONGEST = 200;
    private static final Colour ANY = Colour.ofHue(200);
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()/.-]{4,30}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,180}\\.[^\\s@<>\".]{2,63}");

    private final Page page;
    private final TenantForm form;
    private final Map<String, String> errors = new LinkedHashMap<>();

    TenantCheck(Page page, Map<String, String> typed) {
        this.page = page;
        this.form = TenantForm.of(typed);
    }

    boolean fits() {
        return errors.isEmpty();
    }

    TenantForm result() {
        return new TenantForm(form.typed(), errors);
    }

    void wrong(String field, String message) {
        errors.putIfAbsent(field, message);
    }

    String name() {
        var name = form.value("name");
        if (name.isEmpty()) {
            wrong("name", page.t("region.tenant.error.name"));
        }
        return limited("name", name);
    }

    String shortName() {
        var typed = form.value("kurzname");
        return limited("kurzname", typed.isEmpty() ? TenantProposal.shortName(form.value("name")) : typed);
    }

    Tenant.Kind kind() {
        return TenantProposal.findKind(form.value("art")).orElseGet(() -> {
            wrong("art", page.t("region.tenant.error.kind"));
            return Tenant.Kind.MUNICIPALITY;
        });
    }

    /** The county that a municipality or an office belongs to; a county belongs to none. */
    @Nullable Slug county(Region region, Tenant.Kind kind) {
        var typed = form.value("kreis");
        if (kind == Tenant.Kind.COUNTY || typed.isEmpty()) {
            return null;
        }
        var county = region.find(typed).filter(tenant -> tenant.kind() == Tenant.Kind.COUNTY).map(Tenant::slug);
        if (county.isEmpty()) {
            wrong("kreis", page.t("region.tenant.error.county"));
        }
        return county.orElse(null);
    }

    Optional<Slug> slug(Region region) {
        var typed = TenantProposal.slug(form);
        var problem = TenantProposal.problem(page, region, typed);
        problem.ifPresent(sentence -> wrong("adresse", sentence));
        return problem.isPresent() ? Optional.empty() : Slug.find(typed);
    }

    Colour colour() {
        return TenantProposal.findColour(form.value("farbe")).orElseGet(() -> {
            wrong("farbe", page.t("region.tenant.error.colour"));
            return ANY;
        });
    }

    /** Address, telephone, e-mail and hours; the fields' names begin with {@code prefix}. */
    Contact contact(String prefix) {
        var address = form.value(prefix + "anschrift");
        if (address.isEmpty()) {
            wrong(prefix + "anschrift", page.t("region.tenant.error.address"));
        }
        var phone = form.value(prefix + "telefon");
        if (!PHONE.matcher(phone).matches()) {
            wrong(prefix + "telefon", page.t("region.tenant.error.phone"));
        }
        var email = form.value(prefix + "email");
        if (!EMAIL.matcher(email).matches()) {
            wrong(prefix + "email", page.t("region.tenant.error.email"));
        }
        return new Contact(limited(prefix + "anschrift", address), phone, email, hours(prefix + "zeiten"));
    }

    private OpeningHours hours(String field) {
        var typed = limited(field, form.value(field));
        if (typed.isEmpty()) {
            return OpeningHours.NONE;
        }
        try {
            var hours = OpeningHours.parse(typed);
            if (!hours.spans().isEmpty()) {
                return hours;
            }
        } catch (IllegalArgumentException misspelt) {
            // answered below, in the words of the page
        }
        wrong(field, page.t("region.tenant.error.hours"));
        return OpeningHours.NONE;
    }

    /**
     * Per topic the participation that holds now or last; empty where the tenant takes no part.
     *
     * @param known what the tenant has taken part in so far
     */
    Map<Topic, Optional<Participation>> participations(Slug tenant, List<Participation> known) {
        var wanted = new EnumMap<Topic, Optional<Participation>>(Topic.class);
        for (var topic : Topic.values()) {
            wanted.put(topic, participation(tenant, topic, known));
        }
        return wanted;
    }

    private Optional<Participation> participation(Slug tenant, Topic topic, List<Participation> known) {
        var since = day(TenantProposal.since(topic));
        var until = day(TenantProposal.until(topic));
        if (since.isEmpty()) {
            if (until.isPresent()) {
                wrong(TenantProposal.since(topic), page.t("region.tenant.error.since"));
            }
            return Optional.empty();
        }
        if (until.isPresent() && until.get().isBefore(since.get())) {
            wrong(TenantProposal.until(topic), page.t("region.tenant.error.until"));
            return Optional.empty();
        }
        var earlier = TenantChanges.earlier(topic, known);
        if (earlier.isPresent() && !since.get().isAfter(earlier.get())) {
            wrong(TenantProposal.since(topic), page.t("region.tenant.error.overlap"));
            return Optional.empty();
        }
        return Optional.of(new Participation(tenant, topic, since.get(), until.orElse(null)));
    }

    private Optional<LocalDate> day(String field) {
        var typed = form.value(field);
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            var day = LocalDate.parse(typed);
            if (day.getYear() >= 1949 && day.getYear() < 2200) {
                return Optional.of(day);
            }
        } catch (DateTimeException misspelt) {
            // answered below, in the words of the page
        }
        wrong(field, page.t("region.tenant.error.day"));
        return Optional.empty();
    }

    String officeName() {
        var name = form.value("amt.name");
        if (name.isEmpty()) {
            wrong("amt.name", page.t("region.tenant.error.office"));
        }
        return limited("amt.name", name);
    }

    String officeKind(Map<String, String> kinds) {
        var kind = form.value("amt.art").toLowerCase(Locale.ROOT);
        if (!kinds.containsKey(kind)) {
            wrong("amt.art", page.t("region.tenant.error.officeKind"));
        }
        return kind;
    }

    private String limited(String field, String text) {
        if (text.length() > LONGEST) {
            wrong(field, page.t("region.tenant.error.long", LONGEST));
        }
        return text;
    }
}
