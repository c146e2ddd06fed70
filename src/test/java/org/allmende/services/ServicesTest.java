package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Setting;
import org.allmende.services.form.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class ServicesTest {

    private static final Fixtures HERE = new Fixtures();

    @BeforeEach
    void nothingIsPublished() {
        HERE.empty();
    }

    @AfterAll
    static void close() {
        HERE.close();
    }

    @Test
    void theSamePackageTwiceIsPublishedOnce() {
        HERE.packages.publish(Fixtures.eheurkunde());
        HERE.packages.publish(Fixtures.eheurkunde());

        assertThat(HERE.packages.list()).extracting(ServicePackage::toString).containsExactly("eheurkunde 1.0.0");
        assertThat(HERE.packages.files("eheurkunde", "1.0.0").get("notice.html"))
                .as("what others take over")
                .isEqualTo(Fixtures.eheurkunde().get("notice.html"));
    }

    @Test
    void aVersionThatIsOutDoesNotChange() {
        HERE.packages.publish(Fixtures.eheurkunde());
        var changed = Fixtures.eheurkundeWith("notice.html", "Guten Tag", "Hallo");

        assertThatExceptionOfType(PackageRefused.class)
                .isThrownBy(() -> HERE.packages.publish(changed))
                .withMessage(
                        "service.yaml: Die Version 1.0.0 gibt es schon mit anderem Inhalt. Erhöhen Sie „version“.");
        HERE.packages.publish(changed, true);
        assertThat(HERE.packages.list().getFirst().digest())
                .as("while it is being written")
                .isEqualTo(PackageFiles.digest(changed));
    }

    @Test
    void aMunicipalityOffersWhatItHasAdoptedWithItsOwnFees() {
        var pack = HERE.packages.publish(Fixtures.eheurkunde());
        var services = HERE.instance();
        assertThat(services.list("gladenbach")).isEmpty();

        HERE.adoptions.adopt("gladenbach", pack, Land.HE, with("gebuehr_erste", "13,50"));
        services.reload();

        var offered = services.find("gladenbach", "eheurkunde").orElseThrow();
        assertThat(offered.shown("de"))
                .containsEntry("gebuehr_erste", "13,50 €")
                .containsEntry("gebuehr_weitere", "6,00 €")
                .containsEntry("gericht", "Amtsgericht Marburg");
        assertThat(offered.feeNote("de")).startsWith("Die erste Urkunde kostet 13,50 €, jede weitere gleiche 6,00 €.");
        assertThat(services.list("gladenbach"))
                .extracting(Service::toString)
                .containsExactly("eheurkunde 1.0.0 in gladenbach");
        assertThat(services.list("lahntal")).as("has not adopted it").isEmpty();
    }

    @Test
    void theFeeIsThatOfTheOfficeWhereTheMarriageTookPlace() {
        var pack = HERE.packages.publish(Fixtures.eheurkunde());
        HERE.adoptions.adopt("lahntal", pack, Land.HE, with("gebuehr_erste", "10"));
        HERE.adoptions.adopt("gladenbach", pack, Land.HE, with("gebuehr_erste", "14"));
        var lahntal = HERE.instance().find("lahntal", "eheurkunde").orElseThrow();
        var answers = Answers.of(Map.of(
                "ehe/ort", Value.Place.in("gladenbach"),
                "zweck/wofuer", new Value.Plain("erbe"),
                "wunsch/exemplare", new Value.Numeric(java.math.BigDecimal.ONE)));

        var run = lahntal.run(answers, Fixtures.TODAY);

        assertThat(lahntal.municipalities())
                .as("Lohra does not offer it")
                .containsExactly(
                        new Setting.Municipality("gladenbach", "Gladenbach"),
                        new Setting.Municipality("lahntal", "Lahntal"));
        assertThat(pack.responsibility().findTenant(run)).contains("gladenbach");
        assertThat(lahntal.fee(run).total()).hasToString("14,00 €");
    }

    @Test
    void whatOneInstanceChangesTheOtherShowsWithinTwoSeconds() {
        var pack = HERE.packages.publish(Fixtures.eheurkunde());
        var other = HERE.instance();
        assertThat(other.find("lohra", "eheurkunde")).isEmpty();

        HERE.adoptions.adopt("lohra", pack, Land.HE, Fixtures.PARAMETERS);
        assertThat(other.find("lohra", "eheurkunde")).as("at once").isEmpty();
        HERE.secondsPass(2);
        assertThat(other.find("lohra", "eheurkunde")).as("two seconds later").isPresent();
    }

    @Test
    void anEndedServiceIsNoLongerOfferedButItsCasesGoOn() {
        var pack = HERE.packages.publish(Fixtures.eheurkunde());
        HERE.adoptions.adopt("lohra", pack, Land.HE, with("gebuehr_erste", "11"));
        HERE.adoptions.end("lohra", "eheurkunde");
        var services = HERE.instance();

        assertThat(services.find("lohra", "eheurkunde")).isEmpty();
        assertThat(services.get("lohra", "eheurkunde", "1.0.0").parameters()).containsEntry("gebuehr_erste", "11");
    }

    @Test
    void draftsKeepTheirVersionWhenANewOneIsAdopted() {
        var first = HERE.packages.publish(Fixtures.eheurkunde());
        var second = HERE.packages.publish(Fixtures.eheurkundeWith("service.yaml", "version: 1.0.0", "version: 1.1.0"));
        HERE.adoptions.adopt("lohra", first, Land.HE, Fixtures.PARAMETERS);
        HERE.adoptions.adopt("lohra", second, Land.HE, Fixtures.PARAMETERS);
        var services = HERE.instance();

        assertThat(services.find("lohra", "eheurkunde").orElseThrow().pack().version())
                .hasToString("1.1.0");
        assertThat(services.get("lohra", "eheurkunde", "1.0.0").pack().version())
                .hasToString("1.0.0");
        assertThat(services.listPackages()).hasSize(2);
    }

    @Test
    void parametersThatDoNotFitAreRefusedAllAtOnce() {
        var pack = HERE.packages.publish(Fixtures.eheurkunde());
        var wrong = new HashMap<>(
                Map.of("gebuehr_erste", "-3", "telefon", "ruf an", "email", "nirgends", "sprechzeiten", "immer"));

        assertThatExceptionOfType(AdoptionRefused.class)
                .isThrownBy(() -> HERE.adoptions.adopt("lohra", pack, Land.HE, wrong))
                .withMessage("""
                        Gebühr für die erste Urkunde: Geben Sie den Betrag in Euro ein, zum Beispiel 12,50.
                        Gericht für Anträge nach § 49 PStG: Füllen Sie das Feld aus.
                        Telefon des Standesamts: Geben Sie eine Telefonnummer ein.
                        E-Mail des Standesamts: Geben Sie eine E-Mail-Adresse ein.
                        Sprechzeiten des Standesamts: Schreiben Sie die Zeiten wie „Mo–Fr 8:00–12:00, Do 14:00–18:00“.""");
        assertThatExceptionOfType(AdoptionRefused.class)
                .isThrownBy(() -> HERE.adoptions.adopt("lohra", pack, Land.HE, with("gebuehr", "3")))
                .withMessage("Den Parameter „gebuehr“ gibt es nicht.");
    }

    @Test
    void lawThatDoesNotHoldHereKeepsTheServiceOut() {
        var pack = HERE.packages.publish(Fixtures.eheurkundeWith(
                "service.yaml", "level: Bund\n    provision: § 57 PStG", "level: NW\n    provision: § 57 PStG"));

        assertThatExceptionOfType(AdoptionRefused.class)
                .isThrownBy(() -> HERE.adoptions.adopt("lohra", pack, Land.HE, Fixtures.PARAMETERS))
                .withMessage("Diese Leistung beruht auf Recht, das in Hessen nicht gilt.");
        HERE.adoptions.adopt("lohra", pack, Land.NW, Fixtures.PARAMETERS);
    }

    @Test
    void nobodyAdoptsForAnotherMunicipality() {
        HERE.packages.publish(Fixtures.eheurkunde());

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> HERE.as("lahntal", () -> HERE.db().sql("""
                                insert into services.adoption (tenant, package, version, since)
                                values ('gladenbach', 'eheurkunde', '1.0.0', now())
                                """).update()))
                .havingRootCause()
                .withMessageContaining("row-level security");
        assertThat(HERE.adoptions.list()).isEmpty();
    }

    @Test
    void inTheDemoEveryMunicipalityOffersItWithItsOwnFigures() {
        var pack = HERE.packages.publish(Fixtures.eheurkunde());
        HERE.adoptions.adopt("lohra", pack, Land.HE, with("gebuehr_erste", "99"));
        var demo = HERE.demo();

        demo.adopt(List.of(pack));
        var first = HERE.adoptions.list();
        demo.adopt(List.of(pack));

        assertThat(HERE.adoptions.list()).as("the same at every start").isEqualTo(first);
        assertThat(first).extracting(Adoption::tenant).containsExactly("gladenbach", "lahntal", "lohra");
        assertThat(first)
                .extracting(adoption -> adoption.parameters().get("email"))
                .containsExactly(
                        "standesamt@gladenbach.example", "standesamt@lahntal.example", "standesamt@gladenbach.example");
        assertThat(first)
                .extracting(adoption -> adoption.parameters().get("gebuehr_erste"))
                .doesNotHaveDuplicates()
                .endsWith("99");
    }

    @Test
    void thePackagesOfTheServerComeWithIt() {
        var bundled = ServicesStart.bundled();

        assertThat(bundled).containsKey("eheurkunde");
        assertThat(bundled.getOrDefault("eheurkunde", Map.of()).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        List.copyOf(Fixtures.eheurkunde().keySet()));
    }

    private static Map<String, String> with(String parameter, String value) {
        var parameters = new HashMap<>(Fixtures.PARAMETERS);
        parameters.put(parameter, value);
        return parameters;
    }
}
