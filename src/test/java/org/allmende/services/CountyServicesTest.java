package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.allmende.DemoCounty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decides for a whole county, and what cannot be decided in it. */
class CountyServicesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @Test
    void theJobcenterWithAPortalOfItsOwnDecidesForEveryTown() {
        var services = COUNTY.bean(Services.class);

        assertThat(services.find("lohra", "weiterbewilligung-sgb2").flatMap(Service::county))
                .contains("kreisjobcenter");
        assertThat(services.find("kreisjobcenter", "weiterbewilligung-sgb2").flatMap(Service::county))
                .contains("kreisjobcenter");
        assertThat(COUNTY.bean(Adoptions.class).find("marburg-biedenkopf", "weiterbewilligung-sgb2"))
                .as("the county has no Jobcenter of its own")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fahrzeugabmeldung", "waffenbesitzkarte"})
    void theCountysOfficeDecidesForEveryTown(String service) {
        assertThat(COUNTY.bean(Services.class).find("lohra", service).flatMap(Service::county))
                .contains("marburg-biedenkopf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pflegewohngeld", "reitkennzeichen"})
    void theLawOfNordrheinWestfalenKeepsAServiceOutOfMarburgBiedenkopf(String service) throws IOException {
        var pack = PackageReader.read(Path.of("packages", service)).orThrow();

        assertThat(COUNTY.bean(Services.class).find("lohra", service)).isEmpty();
        assertThatExceptionOfType(AdoptionRefused.class)
                .isThrownBy(() -> COUNTY.bean(Adoptions.class)
                        .adopt(
                                "marburg-biedenkopf",
                                pack,
                                Land.HE,
                                Map.of("telefon", "06421 000000", "email", "kreis@marburg-biedenkopf.example")))
                .withMessage("Diese Leistung beruht auf Recht, das in Hessen nicht gilt.");
    }
}
