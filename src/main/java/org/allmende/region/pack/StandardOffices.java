package org.allmende.region.pack;

import java.util.ArrayList;
import java.util.List;
import org.allmende.region.Tenant;
import org.allmende.region.pack.Manifest.Unit;

/**
 * The offices that every municipality and every county starts with, by the tasks that the Länder usually give them. In a small
 * town one person may be several of them.
 */
final class StandardOffices {

    /** § 1 PStG leaves the registry to the Länder, and the Länder mostly to the Gemeinden. */
    static final List<Unit> OF_MUNICIPALITY = List.of(
            unit("standesamt", "Standesamt"),
            unit("buergerbuero", "Bürgerbüro"),
            unit("ordnungsamt", "Ordnungsamt"),
            unit("gewerbeamt", "Gewerbeamt"),
            unit("steueramt", "Steueramt"),
            unit("bauamt", "Bauamt"),
            unit("friedhofsamt", "Friedhofsverwaltung"),
            unit("kasse", "Kasse"),
            unit("kita", "Kindertagesstätten"),
            unit("wahlamt", "Wahlamt"),
            unit("stadtwerke", "Wasser und Abwasser"),
            unit("abfallwirtschaft", "Müllabfuhr"));

    private static final List<Unit> OF_COUNTY = List.of(
            unit("zulassungsstelle", "Kfz-Zulassung"),
            unit("fuehrerscheinstelle", "Führerscheinstelle"),
            unit("verkehrsbehoerde", "Straßenverkehrsbehörde"),
            unit("waffenbehoerde", "Waffenbehörde"),
            unit("jagdbehoerde", "Untere Jagdbehörde"),
            unit("fischereibehoerde", "Untere Fischereibehörde"),
            unit("naturschutz", "Untere Naturschutzbehörde"),
            unit("wasserbehoerde", "Untere Wasserbehörde"),
            unit("immissionsschutz", "Immissionsschutz"),
            unit("bauaufsicht", "Bauaufsicht"),
            unit("denkmalschutz", "Untere Denkmalschutzbehörde"),
            unit("veterinaeramt", "Veterinäramt"),
            unit("gesundheitsamt", "Gesundheitsamt"),
            unit("sozialamt", "Sozialamt"),
            unit("pflege", "Hilfe zur Pflege"),
            unit("wohngeld", "Wohngeldstelle"),
            unit("bafoeg", "Amt für Ausbildungsförderung"),
            unit("jugendamt", "Jugendamt"),
            unit("schulamt", "Schulverwaltung"),
            unit("auslaenderbehoerde", "Ausländerbehörde"),
            unit("abfallwirtschaft", "Abfallwirtschaft"),
            unit("ordnungsbehoerde", "Ordnungsbehörde des Landkreises"),
            unit("katastrophenschutz", "Brand- und Katastrophenschutz"));

    private static final Unit JOBCENTER = unit("jobcenter", "Jobcenter");

    private StandardOffices() {}

    /** With the Jobcenter, unless the region has one with a portal of its own. */
    static List<Unit> ofCounty(Manifest manifest) {
        var units = new ArrayList<>(OF_COUNTY);
        boolean own = manifest.authorities().stream()
                .filter(authority -> authority.kind() == Tenant.Kind.OFFICE)
                .flatMap(authority -> authority.offices().stream())
                .anyMatch(unit -> unit.kind().equals(JOBCENTER.kind()));
        if (!own) {
            units.add(JOBCENTER);
        }
        return units;
    }

    private static Unit unit(String kind, String name) {
        return new Unit(kind, name, kind);
    }
}
