package org.allmende.region.pack;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.platform.pdf.Iban;
import org.allmende.region.BankAccount;
import org.allmende.region.Colour;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.jspecify.annotations.Nullable;

/** What {@code region.yaml} says: the region, its counties and other offices, and who takes part in what. */
record Manifest(
        String name,
        String land,
        Slug lead,
        LocalDate since,
        List<Authority> authorities,
        Map<Topic, Rule> topics,
        List<BankAccount> bankAccounts,
        List<String> sources) {

    /** A tenant that is no municipality; a county has a key, another office may belong to a county. */
    record Authority(
            Tenant.Kind kind,
            String key,
            Slug slug,
            String name,
            String shortName,
            @Nullable Slug county,
            Colour colour,
            List<Unit> offices) {}

    /** An office within a tenant. */
    record Unit(String id, String name, String kind) {}

    /** Everybody takes part from a day on, except some; some joined on another day, some left. */
    record Rule(LocalDate since, List<Slug> without, Map<Slug, LocalDate> joined, Map<Slug, LocalDate> left) {

        static Rule everybody(LocalDate since) {
            return new Rule(since, List.of(), Map.of(), Map.of());
        }

        Stream<Slug> named() {
            return Stream.of(without, joined.keySet(), left.keySet()).flatMap(Collection::stream);
        }
    }

    static Manifest parse(String source, String text) {
        var yaml = YamlMap.parse(source, text)
                .only(
                        "name",
                        "land",
                        "lead",
                        "since",
                        "counties",
                        "other-tenants",
                        "topics",
                        "bank-accounts",
                        "sources");
        var authorities = Stream.concat(
                        yaml.maps("counties").stream().map(county -> authority(county, Tenant.Kind.COUNTY)),
                        yaml.maps("other-tenants").stream().map(other -> authority(other, Tenant.Kind.OFFICE)))
                .toList();
        var topics = new EnumMap<Topic, Rule>(Topic.class);
        yaml.mapsBy("topics", Topic::parse).forEach((topic, rule) -> topics.put(topic, rule(rule)));
        var accounts = yaml.mapsBy("bank-accounts", Slug::new).entrySet().stream()
                .map(account -> account(account.getKey(), account.getValue()))
                .toList();
        return new Manifest(
                yaml.text("name"),
                yaml.text("land"),
                yaml.read("lead", Slug::new),
                yaml.date("since"),
                authorities,
                topics,
                accounts,
                yaml.list("sources", one -> one));
    }

    private static Authority authority(YamlMap yaml, Tenant.Kind kind) {
        yaml.only("key", "slug", "name", "short", "county", "colour", "offices");
        return new Authority(
                kind,
                kind == Tenant.Kind.COUNTY ? yaml.read("key", Manifest::countyKey) : "",
                yaml.read("slug", Slug::new),
                yaml.text("name"),
                yaml.text("short"),
                yaml.find("county", Slug::new).orElse(null),
                yaml.read("colour", Colour::parse),
                yaml.maps("offices").stream().map(Manifest::unit).toList());
    }

    private static Unit unit(YamlMap yaml) {
        yaml.only("id", "name", "kind");
        return new Unit(yaml.text("id"), yaml.text("name"), yaml.text("kind"));
    }

    private static Rule rule(YamlMap yaml) {
        yaml.only("since", "without", "joined", "left");
        return new Rule(
                yaml.date("since"),
                yaml.list("without", Slug::new),
                yaml.datesBy("joined", Slug::new),
                yaml.datesBy("left", Slug::new));
    }

    private static BankAccount account(Slug tenant, YamlMap yaml) {
        yaml.only("recipient", "iban", "bic", "bank");
        return yaml.read(
                "iban",
                iban -> new BankAccount(
                        tenant,
                        yaml.text("recipient"),
                        Iban.parse(iban),
                        yaml.find("bic", bic -> bic).orElse(""),
                        yaml.find("bank", bank -> bank).orElse("")));
    }

    private static String countyKey(String text) {
        if (!text.matches("\\d{5}")) {
            throw new IllegalArgumentException(
                    "\"%s\" is no county key; it has five digits, such as 06534.".formatted(text));
        }
        return text;
    }
}
