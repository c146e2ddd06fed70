package org.allmende.cases.handover.web;

import java.net.URI;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.cases.handover.Deliveries;
import org.allmende.cases.handover.Dispatch;
import org.allmende.cases.handover.Receiver;
import org.allmende.cases.handover.Receivers;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.outbound.Addresses;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Which software of the tenant hears of which cases; kept by its administrators. */
@Controller
@RequestMapping("/arbeitsplatz/uebergabe")
class ReceiverPages {

    private static final String PATH = "/arbeitsplatz/uebergabe";
    private static final int LONGEST_NAME = 80;

    private final Tenancy tenancy;
    private final Receivers receivers;
    private final Deliveries deliveries;
    private final Dispatch dispatch;
    private final Addresses addresses;
    private final Regions regions;
    private final Services services;
    private final Audit audit;
    private final Configuration configuration;

    ReceiverPages(
            Tenancy tenancy,
            Receivers receivers,
            Deliveries deliveries,
            Dispatch dispatch,
            Addresses addresses,
            Regions regions,
            Services services,
            Audit audit,
            Configuration configuration) {
        this.tenancy = tenancy;
        this.receivers = receivers;
        this.deliveries = deliveries;
        this.dispatch = dispatch;
        this.addresses = addresses;
        this.regions = regions;
        this.services = services;
        this.audit = audit;
        this.configuration = configuration;
    }

    /** What the page shows beside the receivers. */
    private record Shown(
            Map<String, String> typed,
            Set<Receiver.Event> events,
            Map<String, String> errors,
            ReceiversPage.@Nullable Keys keys,
            ReceiversPage.@Nullable Tried tried,
            @Nullable String done) {

        static Shown after(
                ReceiversPage.@Nullable Keys keys, ReceiversPage.@Nullable Tried tried, @Nullable String done) {
            return new Shown(Map.of(), EnumSet.allOf(Receiver.Event.class), Map.of(), keys, tried, done);
        }
    }

    @Allowed(Role.ADMIN)
    @GetMapping
    View show(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var done = erledigt.matches("[a-z]{2,10}") ? page.t("cases.receiver.done." + doneWord(erledigt)) : null;
        return show(page, staff, Shown.after(null, null, done));
    }

    private static String doneWord(String typed) {
        return List.of("on", "off").contains(typed) ? typed : "removed";
    }

    private View show(Page page, Staff staff, Shown shown) {
        var offices = offices(staff.tenant());
        var offered = offered(page, staff.tenant());
        var events = events(page);
        return tenancy.as(
                staff.tenant(),
                () -> page.show(
                        "cases/receivers",
                        new ReceiversPage(
                                receivers.list().stream()
                                        .map(it -> item(page, it, offices, offered))
                                        .toList(),
                                shown.keys(),
                                deliveries.countDead(),
                                shown.tried(),
                                offices,
                                offered,
                                events,
                                shown.typed(),
                                shown.events().stream()
                                        .map(Receiver.Event::type)
                                        .toList(),
                                shown.errors(),
                                configuration.handover().privateAddresses(),
                                shown.done())));
    }

    private static ReceiversPage.Item item(
            Page page, Receiver it, Map<String, String> offices, Map<String, String> offered) {
        var office = it.office() == null
                ? page.t("cases.receiver.office.all")
                : offices.getOrDefault(it.office(), it.office());
        var service = it.service() == null
                ? page.t("cases.receiver.service.all")
                : offered.getOrDefault(it.service(), it.service());
        return new ReceiversPage.Item(
                it.id().toString(),
                it.name(),
                it.url().toString(),
                office + " · " + service,
                it.events().stream()
                        .map(event -> page.t("cases.receiver.event." + event.type()))
                        .collect(Collectors.joining(", ")),
                it.active());
    }

    private Map<String, String> offices(String tenant) {
        var offices = new LinkedHashMap<String, String>();
        regions.current()
                .listOffices(new Slug(tenant))
                .forEach((Office office) -> offices.put(office.id(), office.name()));
        return offices;
    }

    private Map<String, String> offered(Page page, String tenant) {
        var byTitle = new TreeMap<String, String>();
        services.list(tenant)
                .forEach(service -> byTitle.put(
                        service.pack().description().title().in(page.lang()),
                        service.pack().name()));
        var offered = new LinkedHashMap<String, String>();
        byTitle.forEach((title, name) -> offered.put(name, title));
        return offered;
    }

    private static Map<String, String> events(Page page) {
        var events = new LinkedHashMap<String, String>();
        for (var event : Receiver.Event.values()) {
            events.put(event.type(), page.t("cases.receiver.event." + event.type()));
        }
        return events;
    }

    @Allowed(Role.ADMIN)
    @PostMapping
    View add(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String amt,
            @RequestParam(defaultValue = "") String leistung,
            @RequestParam(defaultValue = "") String adresse,
            @RequestParam(required = false) List<String> ereignis) {
        var typed =
                new TreeMap<>(Map.of("name", plain(name), "amt", amt, "leistung", leistung, "adresse", plain(adresse)));
        var events = EnumSet.noneOf(Receiver.Event.class);
        (ereignis == null ? List.<String>of() : ereignis)
                .forEach(type -> Receiver.Event.ofType(type).ifPresent(events::add));
        var errors = errors(page, staff, typed, events);
        if (!errors.isEmpty()) {
            return show(page, staff, new Shown(typed, events, errors, null, null, null));
        }
        var settings = new Receivers.Settings(
                plain(name),
                amt.isEmpty() ? null : amt,
                leistung.isEmpty() ? null : leistung,
                URI.create(plain(adresse)),
                events);
        var added = tenancy.as(staff.tenant(), () -> {
            var it = receivers.add(settings);
            audit.record("handover.receiver-added", it.id(), Map.of("name", settings.name()));
            return it;
        });
        return show(page, staff, once(settings.name(), added.keys()));
    }

    private static String plain(String typed) {
        return typed.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    }

    private Map<String, String> errors(Page page, Staff staff, Map<String, String> typed, Set<Receiver.Event> events) {
        var errors = new LinkedHashMap<String, String>();
        var name = typed.getOrDefault("name", "");
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.put("name", page.t("cases.receiver.error.name", LONGEST_NAME));
        }
        var office = typed.getOrDefault("amt", "");
        if (!office.isEmpty() && !offices(staff.tenant()).containsKey(office)) {
            errors.put("amt", page.t("cases.receiver.error.office"));
        }
        var service = typed.getOrDefault("leistung", "");
        if (!service.isEmpty() && !offered(page, staff.tenant()).containsKey(service)) {
            errors.put("leistung", page.t("cases.receiver.error.service"));
        }
        addresses
                .problem(typed.getOrDefault("adresse", ""))
                .ifPresent(problem -> errors.put(
                        "adresse",
                        page.t("cases.receiver.error." + problem.name().toLowerCase(java.util.Locale.ROOT))));
        if (events.isEmpty()) {
            errors.put("ereignis", page.t("cases.receiver.error.events"));
        }
        return errors;
    }

    /** The one page on which keys are ever shown; it is kept by no cache. */
    private static Shown once(String name, Receivers.Keys keys) {
        return Shown.after(new ReceiversPage.Keys(name, keys.secret(), keys.token()), null, null);
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/schluessel")
    View renewKeys(Page page, Staff staff, @PathVariable UUID id) {
        var shown = tenancy.as(staff.tenant(), () -> {
            var it = receivers.find(id).orElseThrow(NotFound::new);
            audit.record("handover.receiver-keys", id, Map.of("name", it.name()));
            return once(it.name(), receivers.renewKeys(id));
        });
        return show(page, staff, shown);
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/schalten")
    View switchTo(Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean an) {
        tenancy.run(staff.tenant(), () -> {
            var it = receivers.find(id).orElseThrow(NotFound::new);
            dispatch.switchTo(id, an);
            audit.record(an ? "handover.receiver-on" : "handover.receiver-off", id, Map.of("name", it.name()));
        });
        return SeeOther.at(PATH + "?erledigt=" + (an ? "on" : "off"));
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/probe")
    View probe(Page page, Staff staff, @PathVariable UUID id) {
        var it = tenancy.as(staff.tenant(), () -> receivers.find(id).orElseThrow(NotFound::new));
        var probe = dispatch.probe(it);
        var text = probe.good()
                ? page.t("cases.receiver.tried.good", it.name(), probe.status())
                : probe.status() == 0
                        ? page.t("cases.receiver.tried.silent", it.name())
                        : page.t("cases.receiver.tried.bad", it.name(), probe.status());
        return show(page, staff, Shown.after(null, new ReceiversPage.Tried(probe.good(), text), null));
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/entfernen")
    View remove(Staff staff, @PathVariable UUID id) {
        tenancy.run(staff.tenant(), () -> {
            var it = receivers.find(id).orElseThrow(NotFound::new);
            receivers.remove(id);
            audit.record("handover.receiver-removed", id, Map.of("name", it.name()));
        });
        return SeeOther.at(PATH + "?erledigt=removed");
    }
}
