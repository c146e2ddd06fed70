package org.allmende.region.web;

import java.util.Comparator;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.region.Office;
import org.allmende.region.Offices;
import org.allmende.region.Participation;
import org.allmende.region.Participations;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.region.Tenants;
import org.allmende.region.Topic;
import org.springframework.stereotype.Component;

/**
 * What the Kompetenzcenter changes in the region: each act is one transaction, stands in the audit log of the tenant whose
 * staff did it, and is seen on the next page.
 */
@Component
class TenantChanges {

    private final Tenancy tenancy;
    private final Tenants tenants;
    private final Offices offices;
    private final Participations participations;
    private final Audit audit;
    private final Regions regions;

    TenantChanges(
            Tenancy tenancy,
            Tenants tenants,
            Offices offices,
            Participations participations,
            Audit audit,
            Regions regions) {
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.offices = offices;
        this.participations = participations;
        this.audit = audit;
        this.regions = regions;
    }

    void add(Staff staff, Tenant tenant, List<Office> units, List<Participation> parts) {
        act(staff, () -> {
            tenants.add(tenant);
            units.forEach(offices::put);
            parts.forEach(participations::put);
            var details = new LinkedHashMap<String, String>();
            details.put("name", tenant.name());
            details.put("kind", tenant.kind().key());
            units.forEach(office -> details.put("office " + office.id(), office.name()));
            parts.forEach(part -> details.put(part.topic().key(), words(part)));
            audit.record("tenant.added", tenant.slug().value(), details);
        });
    }

    /** Writes the tenant if anything about it is new. */
    void change(Staff staff, Tenant before, Tenant after) {
        var details = new LinkedHashMap<String, String>();
        difference(details, "name", before.name(), after.name());
        difference(details, "short name", before.shortName(), after.shortName());
        difference(details, "colour", before.colour(), after.colour());
        difference(details, "address", before.contact().address(), after.contact().address());
        difference(details, "phone", before.contact().phone(), after.contact().phone());
        difference(details, "e-mail", before.contact().email(), after.contact().email());
        difference(details, "hours", before.contact().hours(), after.contact().hours());
        if (!details.isEmpty()) {
            act(staff, () -> {
                tenants.change(after);
                audit.record("tenant.changed", after.slug().value(), details);
            });
        }
    }

    void put(Staff staff, Office office, boolean isNew) {
        act(staff, () -> {
            offices.put(office);
            audit.record(
                    isNew ? "office.added" : "office.changed",
                    office.tenant() + "/" + office.id(),
                    Map.of("name", office.name(), "kind", office.kind()));
        });
    }

    /**
     * Brings the tenant's participation to what is wanted per topic. A begin after the end of the last one opens a new
     * period; the former stays as history.
     */
    void participate(
            Staff staff, Tenant tenant, List<Participation> known, Map<Topic, Optional<Participation>> wanted) {
        var details = new LinkedHashMap<String, String>();
        act(staff, () -> {
            wanted.forEach((topic, next) -> {
                var last = latest(topic, known);
                if (last.equals(next)) {
                    return;
                }
                details.put(
                        topic.key(),
                        last.map(TenantChanges::words).orElse("–") + " → "
                                + next.map(TenantChanges::words).orElse("–"));
                last.filter(it -> next.isEmpty() || replaces(next.get(), it)).ifPresent(participations::remove);
                next.ifPresent(participations::put);
            });
            if (!details.isEmpty()) {
                audit.record("tenant.participation", tenant.slug().value(), details);
            }
        });
    }

    private static boolean replaces(Participation next, Participation last) {
        return !next.since().equals(last.since())
                && (last.until() == null || !next.since().isAfter(last.until()));
    }

    /** The period that holds now, will hold or held last. */
    static Optional<Participation> latest(Topic topic, List<Participation> known) {
        return known.stream()
                .filter(part -> part.topic() == topic)
                .max(Comparator.comparing(Participation::since));
    }

    /** The end of the period before the latest. */
    static Optional<LocalDate> earlier(Topic topic, List<Participation> known) {
        return known.stream()
                .filter(part -> part.topic() == topic)
                .sorted(Comparator.comparing(Participation::since).reversed())
                .skip(1)
                .map(Participation::until)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private void act(Staff staff, Runnable work) {
        tenancy.run(staff.tenant(), work);
        regions.refresh();
    }

    private static void difference(Map<String, String> details, String what, Object before, Object after) {
        if (!before.equals(after)) {
            details.put(what, before + " → " + after);
        }
    }

    private static String words(Participation part) {
        return part.since() + "/" + (part.until() == null ? "" : part.until());
    }
}
