package org.allmende.region.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.allmende.platform.html.Face;
import org.allmende.platform.html.Faces;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Colour;
import org.allmende.region.Contact;
import org.allmende.region.NumberPrefix;
import org.allmende.region.Office;
import org.allmende.region.Participation;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.region.Theme;
import org.allmende.region.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The region as the Kompetenzcenter keeps it: who is in it, with which face, contact and offices, and takes part in what. */
@Controller
class TenantPages {

    private static final String LIST = "/arbeitsplatz/gemeinden";

    private final Regions regions;
    private final TenantChanges changes;
    private final Faces faces;
    private final Clock clock;

    TenantPages(Regions regions, TenantChanges changes, Faces faces, Clock clock) {
        this.regions = regions;
        this.changes = changes;
        this.faces = faces;
        this.clock = clock;
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping(LIST)
    View list(Page page) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        var rows = region.tenants().values().stream()
                .map(tenant -> new TenantListPage.Row(
                        tenant.name(),
                        crest(tenant),
                        LIST + "/" + tenant.slug(),
                        "/" + tenant.slug() + "/",
                        TenantWords.states(page, known(region, tenant), today)))
                .toList();
        var summary = page.t(
                "region.tenants.summary",
                region.tenants().size(),
                region.listMunicipalities(today).size(),
                region.name());
        return page.show(
                "region/tenants",
                new TenantListPage(summary, List.copyOf(TenantWords.topics(page).values()), rows));
    }

    /** The form; what a query brings is filled in, so that the preview works without a script as well. */
    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping(LIST + "/neu")
    View form(Page page, @RequestParam Map<String, String> sent) {
        var region = regions.current();
        var typed = sent.containsKey("name")
                ? TenantForm.clean(sent)
                : TenantProposal.empty(region, GermanDates.today(clock).toString());
        return page.show("region/tenantform", formPage(page, region, TenantForm.of(typed)));
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(LIST + "/neu")
    View add(Page page, Staff staff, @RequestParam Map<String, String> sent) {
        // the newest region: a name that a colleague has just taken is taken
        var region = regions.refresh();
        var check = new TenantCheck(page, TenantForm.clean(sent));
        var name = check.name();
        var shortName = check.shortName();
        var kind = check.kind();
        var county = check.county(region, kind);
        var slug = check.slug(region).orElse(region.lead().slug());
        var colour = check.colour();
        var contact = check.contact("");
        var parts = check.participations(slug, List.of());
        if (check.fits()) {
            var taken =
                    region.tenants().values().stream().map(Tenant::numberPrefix).collect(Collectors.toSet());
            var tenant = new Tenant(
                    slug,
                    kind,
                    name,
                    shortName,
                    "",
                    "",
                    NumberPrefix.of(slug, taken),
                    colour,
                    null,
                    county,
                    contact,
                    GermanDates.today(clock),
                    null);
            var registry = kind == Tenant.Kind.MUNICIPALITY && sent.containsKey("standesamt")
                    ? List.of(new Office(slug, "standesamt", page.t("region.office.standesamt"), "standesamt", contact))
                    : List.<Office>of();
            try {
                changes.add(
                        staff,
                        tenant,
                        registry,
                        parts.values().stream().flatMap(part -> part.stream()).toList());
                return SeeOther.at(LIST + "/" + slug + "?erledigt=neu");
            } catch (DuplicateKeyException colleagueWasFaster) {
                check.wrong("adresse", page.t("region.tenant.error.slug.taken", slug.value(), name));
            }
        }
        return page.show("region/tenantform", formPage(page, region, check.result()));
    }

    private TenantFormPage formPage(Page page, Region region, TenantForm form) {
        var counties = new TreeMap<String, String>();
        region.list(Tenant.Kind.COUNTY, GermanDates.today(clock))
                .forEach(county -> counties.put(county.slug().value(), county.name()));
        var slug = TenantProposal.slug(form);
        var name = form.value("name");
        return new TenantFormPage(
                form,
                TenantWords.kinds(page),
                counties,
                TenantWords.topics(page),
                theme(form, region),
                name.isEmpty() ? page.t("region.tenant.new.sample") : name,
                slug,
                page.url("/") + slug + "/",
                slug.isEmpty() ? "" : TenantProposal.problem(page, region, slug).orElse(""));
    }

    private static Theme theme(TenantForm form, Region region) {
        return TenantProposal.findColour(form.value("farbe"))
                .map(Theme::of)
                .orElseGet(() -> region.lead().theme());
    }

    /** The tenant's page; {@code amt} chooses an office to change, and a query with a colour shows it without keeping it. */
    @Allowed(Role.COMPETENCE_CENTER)
    @GetMapping(LIST + "/{tenant}")
    View show(Page page, @PathVariable String tenant, @RequestParam Map<String, String> sent) {
        var it = regions.current().find(tenant).orElseThrow(NotFound::new);
        var typed = present(it, sent.getOrDefault("amt", ""));
        var office = typed.get("amt");
        TenantForm.clean(sent).forEach((field, text) -> typed.computeIfPresent(field, (same, before) -> text));
        typed.put("amt", office);
        return show(page, it, TenantForm.of(typed), sent.get("erledigt"));
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(LIST + "/{tenant}")
    View change(Page page, Staff staff, @PathVariable String tenant, @RequestParam Map<String, String> sent) {
        var before = regions.current().find(tenant).orElseThrow(NotFound::new);
        var check = new TenantCheck(page, TenantForm.clean(sent));
        var name = check.name();
        var shortName = check.shortName();
        var colour = check.colour();
        var contact = check.contact("");
        if (!check.fits()) {
            return again(page, before, check);
        }
        changes.change(staff, before, changed(before, name, shortName, colour, contact));
        return SeeOther.at(LIST + "/" + before.slug() + "?erledigt=daten");
    }

    private static Tenant changed(Tenant it, String name, String shortName, Colour colour, Contact contact) {
        return new Tenant(
                it.slug(),
                it.kind(),
                name,
                shortName,
                it.ags(),
                it.ars(),
                it.numberPrefix(),
                colour,
                it.place(),
                it.county(),
                contact,
                it.activeSince(),
                it.activeUntil());
    }

    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(LIST + "/{tenant}/teilnahme")
    View participate(Page page, Staff staff, @PathVariable String tenant, @RequestParam Map<String, String> sent) {
        var region = regions.refresh();
        var it = region.find(tenant).orElseThrow(NotFound::new);
        var check = new TenantCheck(page, TenantForm.clean(sent));
        var wanted = check.participations(it.slug(), known(region, it));
        if (!check.fits()) {
            return again(page, it, check);
        }
        changes.participate(staff, it, known(region, it), wanted);
        return SeeOther.at(LIST + "/" + it.slug() + "?erledigt=teilnahme");
    }

    /** Adds an office, or changes the one whose id comes along. */
    @Allowed(Role.COMPETENCE_CENTER)
    @PostMapping(LIST + "/{tenant}/aemter")
    View putOffice(Page page, Staff staff, @PathVariable String tenant, @RequestParam Map<String, String> sent) {
        var region = regions.refresh();
        var it = region.find(tenant).orElseThrow(NotFound::new);
        var check = new TenantCheck(page, TenantForm.clean(sent));
        var name = check.officeName();
        var kind = check.officeKind(TenantProposal.officeKinds(page, region));
        var contact = check.contact("amt.");
        if (!check.fits()) {
            return again(page, it, check);
        }
        var known = region.findOffice(tenant, sent.getOrDefault("amt", ""));
        var id = known.map(Office::id).orElseGet(() -> freeId(region, it, kind));
        changes.put(staff, new Office(it.slug(), id, name, kind, contact), known.isEmpty());
        return SeeOther.at(LIST + "/" + it.slug() + "?erledigt=amt");
    }

    /** The kind's word, with a number when the tenant has more than one of it. */
    private static String freeId(Region region, Tenant tenant, String kind) {
        var id = kind;
        for (int number = 2; region.findOffice(tenant.slug().value(), id).isPresent(); number++) {
            id = kind + "-" + number;
        }
        return id;
    }

    private View again(Page page, Tenant tenant, TenantCheck check) {
        var typed = present(tenant, check.result().value("amt"));
        typed.putAll(check.result().typed());
        return show(page, tenant, new TenantForm(typed, check.result().errors()), null);
    }

    /** What the forms of the page show before anybody types. */
    private Map<String, String> present(Tenant tenant, String office) {
        var region = regions.current();
        var typed = new TreeMap<String, String>();
        typed.put("name", tenant.name());
        typed.put("kurzname", tenant.shortName());
        typed.put("farbe", tenant.colour().hex());
        put(typed, "", tenant.contact());
        for (var topic : Topic.values()) {
            TenantChanges.latest(topic, known(region, tenant)).ifPresent(part -> {
                typed.put(TenantProposal.since(topic), part.since().toString());
                typed.put(
                        TenantProposal.until(topic),
                        part.until() == null ? "" : part.until().toString());
            });
        }
        var unit = region.findOffice(tenant.slug().value(), office);
        typed.put("amt", unit.map(Office::id).orElse(""));
        typed.put("amt.name", unit.map(Office::name).orElse(""));
        typed.put("amt.art", unit.map(Office::kind).orElse(""));
        put(typed, "amt.", unit.map(Office::contact).orElse(tenant.contact()));
        return typed;
    }

    private static void put(Map<String, String> typed, String prefix, Contact contact) {
        typed.put(prefix + "anschrift", contact.address());
        typed.put(prefix + "telefon", contact.phone());
        typed.put(prefix + "email", contact.email());
        typed.put(prefix + "zeiten", contact.hours().toString());
    }

    private View show(Page page, Tenant it, TenantForm form, @Nullable String done) {
        var region = regions.current();
        var county = it.county();
        var kinds = TenantProposal.officeKinds(page, region);
        var offices = new ArrayList<TenantPage.Unit>();
        for (var office : region.listOffices(it.slug())) {
            var contact = office.contact();
            offices.add(new TenantPage.Unit(
                    office.id(),
                    office.name(),
                    kinds.getOrDefault(office.kind(), office.kind()),
                    contact.phone(),
                    contact.email(),
                    contact.hours().toString(),
                    LIST + "/" + it.slug() + "?amt=" + office.id() + "#amt"));
        }
        return page.show(
                "region/tenant",
                new TenantPage(
                        it.slug().value(),
                        it.name(),
                        TenantWords.kind(page, it.kind()),
                        county == null ? "" : region.get(county.value()).name(),
                        crest(it),
                        page.url("/" + it.slug() + "/"),
                        "/" + it.slug() + "/",
                        it.numberPrefix().letters(),
                        GermanDates.date(it.activeSince(), page.lang()),
                        theme(form, region),
                        form,
                        TenantWords.states(page, known(region, it), GermanDates.today(clock)),
                        TenantWords.topics(page),
                        offices,
                        kinds,
                        form.value("amt"),
                        done(page, done)));
    }

    private static @Nullable String done(Page page, @Nullable String done) {
        return switch (done == null ? "" : done) {
            case "neu" -> page.t("region.tenant.done.new");
            case "daten" -> page.t("region.tenant.done.changed");
            case "teilnahme" -> page.t("region.tenant.done.participation");
            case "amt" -> page.t("region.tenant.done.office");
            default -> null;
        };
    }

    private static List<Participation> known(Region region, Tenant tenant) {
        return region.participations().getOrDefault(tenant.slug().value(), List.of());
    }

    private String crest(Tenant tenant) {
        return faces.find(tenant.slug().value()).map(Face::crest).orElse("");
    }
}
