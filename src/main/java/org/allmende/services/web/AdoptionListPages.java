package org.allmende.services.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.Adoptions;
import org.allmende.services.Catalogue;
import org.allmende.services.Land;
import org.allmende.services.form.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Who offers which service, and adopting with one click: one service for one tenant, for all, or all for one. */
@Controller
class AdoptionListPages {

    private static final String LIST = AdoptionStates.LIST;
    private static final int ROWS = 25;
    private static final int BEST = 40;
    private static final int LONGEST_SEARCH = 200;

    private final Regions regions;
    private final Adoptions adoptions;
    private final Catalogue catalogue;
    private final AdoptionStates states;
    private final AdoptionChanges changes;
    private final Clock clock;

    AdoptionListPages(
            Regions regions,
            Adoptions adoptions,
            Catalogue catalogue,
            AdoptionStates states,
            AdoptionChanges changes,
            Clock clock) {
        this.regions = regions;
        this.adoptions = adoptions;
        this.catalogue = catalogue;
        this.states = states;
        this.changes = changes;
        this.clock = clock;
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(LIST)
    View list(Page page, Staff staff, @RequestParam Map<String, String> query) {
        var adopted = number(query.getOrDefault("erledigt", ""));
        var done = adopted == 0 ? null : page.t(sentence(adopted), adopted);
        return show(page, staff, asked(query), null, done);
    }

    private static String sentence(int adopted) {
        return adopted == 1 ? "services.adoptions.done.one" : "services.adoptions.done.many";
    }

    /**
     * Adopts what a button of the list stands for, as far as that needs no further words.
     *
     * @param sent {@code eine} is a cell, {@code eheurkunde/lohra}; {@code leistung} a row; {@code gemeinde} a column with all
     *     that the list has found
     */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(LIST)
    View adopt(Page page, Staff staff, @RequestParam Map<String, String> sent) {
        var asked = asked(sent);
        var region = regions.current();
        var matrix = matrix(page, staff);
        var cell = sent.getOrDefault("eine", "").split("/", 2);
        var service = cell.length == 2 ? cell[0] : sent.getOrDefault("leistung", "");
        var tenant = cell.length == 2 ? cell[1] : sent.getOrDefault("gemeinde", "");
        if (!tenant.isEmpty() && !staff.isOneOf(Role.COMPETENCE_CENTER) && !tenant.equals(staff.tenant())) {
            throw new Forbidden();
        }
        if (service.isEmpty() && tenant.isEmpty()) {
            return SeeOther.at(LIST + asked.query(asked.page()));
        }
        var lines = service.isEmpty()
                ? matrix.list(asked, found(asked))
                : List.of(matrix.find(service).orElseThrow(NotFound::new));
        var tenants = matrix.tenants().stream()
                .filter(one -> tenant.isEmpty() || one.slug().value().equals(tenant))
                .toList();
        if (tenants.isEmpty()) {
            throw new NotFound();
        }
        var one = lines.size() == 1 && tenants.size() == 1;
        if (one && !lines.getFirst().isOpen(tenants.getFirst().slug().value())) {
            return SeeOther.at(AdoptionStates.href(lines.getFirst().pack(), tenants.getFirst()));
        }
        var land = Land.findByName(region.land()).orElseThrow(NotFound::new);
        var adopted = 0;
        var refusals = new ArrayList<AdoptionListPage.Refusal>();
        for (var it : tenants) {
            var slug = it.slug().value();
            var open = new ArrayList<AdoptionChanges.Offer>();
            for (var line : lines) {
                if (line.isOpen(slug)) {
                    open.add(new AdoptionChanges.Offer(
                            line.pack(), AdoptionProposals.of(region, it, line.pack(), Optional.empty())));
                } else {
                    reason(page, line, slug).ifPresent(reason -> refusals.add(refusal(line, it, reason)));
                }
            }
            var refused = changes.adoptAll(staff, slug, open, land);
            adopted += open.size() - refused.size();
            lines.stream()
                    .filter(line -> refused.containsKey(line.pack().name()))
                    .forEach(line -> refusals.add(refusal(
                            line,
                            it,
                            refused.getOrDefault(line.pack().name(), Text.NONE).in(page.lang()))));
        }
        return refusals.isEmpty()
                ? SeeOther.at(LIST + asked.query(asked.page()) + "&erledigt=" + adopted)
                : show(page, staff, asked, new AdoptionListPage.Result(adopted, refusals), null);
    }

    /** What has to be said about a service that could be offered and yet was not adopted. */
    private static Optional<String> reason(Page page, AdoptionMatrix.Line line, String tenant) {
        return switch (line.state(tenant)) {
            case ASKS -> Optional.of(page.t("services.adoptions.asks"));
            case ENDED -> Optional.of(page.t("services.adoptions.ended"));
            case OFFERED, OLDER, RESTING, OPEN, NO_OFFICE, NO_LAW -> Optional.empty();
        };
    }

    private static AdoptionListPage.Refusal refusal(AdoptionMatrix.Line line, Tenant tenant, String reason) {
        return new AdoptionListPage.Refusal(
                line.title(), tenant.shortName(), reason, AdoptionStates.href(line.pack(), tenant));
    }

    private AdoptionMatrix matrix(Page page, Staff staff) {
        var region = regions.current();
        var tenants = staff.isOneOf(Role.COMPETENCE_CENTER)
                ? region.tenants().values().stream()
                        .filter(tenant -> tenant.activeOn(GermanDates.today(clock)))
                        .toList()
                : List.of(region.get(staff.tenant()));
        return AdoptionMatrix.of(
                page,
                region,
                states,
                tenants,
                adoptions.list().stream()
                        .collect(groupingBy(Adoption::service, toMap(Adoption::tenant, adoption -> adoption))));
    }

    private static AdoptionMatrix.Asked asked(Map<String, String> query) {
        return new AdoptionMatrix.Asked(
                words(query.getOrDefault("q", "")),
                AdoptionMatrix.field(query.getOrDefault("thema", "")),
                words(query.getOrDefault("stand", "")).replaceAll("[^a-z]", ""),
                Math.max(1, number(query.getOrDefault("seite", ""))));
    }

    /** Short enough to stand in an address. */
    private static String words(String typed) {
        return typed.substring(0, Math.min(typed.length(), LONGEST_SEARCH))
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }

    private static int number(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    private Optional<List<String>> found(AdoptionMatrix.Asked asked) {
        return asked.search().isEmpty() ? Optional.empty() : Optional.of(catalogue.search(asked.search(), BEST));
    }

    private View show(
            Page page,
            Staff staff,
            AdoptionMatrix.Asked asked,
            AdoptionListPage.@Nullable Result result,
            @Nullable String done) {
        var region = regions.current();
        var matrix = matrix(page, staff);
        var found = found(asked);
        var lines = matrix.list(asked, found);
        int pages = Math.max(1, (lines.size() + ROWS - 1) / ROWS);
        int number = Math.min(asked.page(), pages);
        var shown = lines.subList((number - 1) * ROWS, Math.min(number * ROWS, lines.size()));
        var one = matrix.tenants().size() == 1;
        return page.show(
                "services/adoptions",
                new AdoptionListPage(
                        one
                                ? page.t(
                                        "services.adoptions.lead.own",
                                        matrix.tenants().getFirst().name())
                                : page.t("services.adoptions.lead.all"),
                        asked.search(),
                        asked.field(),
                        asked.state(),
                        AdoptionMatrix.fields(
                                page,
                                matrix.list(new AdoptionMatrix.Asked(asked.search(), "", asked.state(), 1), found)),
                        stateLabels(page, one),
                        matrix.tenants().stream()
                                .map(tenant -> new AdoptionListPage.Column(
                                        tenant.slug().value(), tenant.name(), tenant.shortName(), (int) lines.stream()
                                                .filter(line -> line.isOpen(
                                                        tenant.slug().value()))
                                                .count()))
                                .toList(),
                        groups(shown, lines, line -> row(page, region, matrix, line), page),
                        lines.isEmpty() ? 0 : (number - 1) * ROWS + 1,
                        Math.min(number * ROWS, lines.size()),
                        lines.size(),
                        number,
                        number > 1 ? LIST + asked.query(number - 1) : null,
                        number < pages ? LIST + asked.query(number + 1) : null,
                        result,
                        done));
    }

    private static Map<String, String> stateLabels(Page page, boolean one) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("offen", page.t(one ? "services.adoptions.state.open.own" : "services.adoptions.state.open"));
        labels.put("ueberall", page.t(one ? "services.adoptions.state.all.own" : "services.adoptions.state.all"));
        if (!one) {
            labels.put("nirgends", page.t("services.adoptions.state.nowhere"));
        }
        labels.put("neu", page.t("services.adoptions.state.newer"));
        labels.put("unmoeglich", page.t("services.adoptions.state.impossible"));
        return labels;
    }

    private static List<AdoptionListPage.Group> groups(
            List<AdoptionMatrix.Line> shown,
            List<AdoptionMatrix.Line> all,
            Function<AdoptionMatrix.Line, AdoptionListPage.Row> row,
            Page page) {
        var groups = new LinkedHashMap<String, List<AdoptionListPage.Row>>();
        shown.forEach(line ->
                groups.computeIfAbsent(line.field(), field -> new ArrayList<>()).add(row.apply(line)));
        return groups.entrySet().stream()
                .map(group -> new AdoptionListPage.Group(
                        AdoptionMatrix.label(page, group.getKey()),
                        (int) all.stream()
                                .filter(line -> line.field().equals(group.getKey()))
                                .count(),
                        group.getValue()))
                .toList();
    }

    private AdoptionListPage.Row row(Page page, Region region, AdoptionMatrix matrix, AdoptionMatrix.Line line) {
        var noLaw = line.count(state -> state == AdoptionStates.State.NO_LAW) > 0;
        return new AdoptionListPage.Row(
                line.pack().name(),
                line.title(),
                line.pack().description().summary().in(page.lang()),
                noLaw ? page.t("services.adoption.law", region.land()) : "",
                page.t(
                        "services.adoptions.sum",
                        line.count(AdoptionStates.State::isOffered),
                        line.count(AdoptionStates.State::isPossible)),
                (int) line.count(state -> state == AdoptionStates.State.OPEN),
                matrix.tenants().stream()
                        .map(tenant -> states.cell(
                                page,
                                region,
                                tenant,
                                line.pack(),
                                line.findAdoption(tenant.slug().value())))
                        .toList());
    }
}
