package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OfficialNameTest {

    @Test
    void municipalitiesAreNamedAsTheLawHasThem() {
        assertThat(OfficialName.ofMunicipality("Gladenbach, Stadt", 63))
                .isEqualTo(new OfficialName("Stadt Gladenbach", "Gladenbach"));
        assertThat(official("Marburg, Universitätsstadt", 63)).isEqualTo("Universitätsstadt Marburg");
        assertThat(official("Lohra", 64)).isEqualTo("Gemeinde Lohra");
        assertThat(OfficialName.ofMunicipality("Wetter (Hessen), Stadt", 63))
                .isEqualTo(new OfficialName("Stadt Wetter (Hessen)", "Wetter (Hessen)"));
        assertThat(official("Grafing b.München, St", 63)).isEqualTo("Stadt Grafing b.München");
        assertThat(official("Haag a.d.Amper", 64)).isEqualTo("Gemeinde Haag a.d.Amper");
        assertThat(official("Murnau a.Staffelsee, M", 60)).isEqualTo("Markt Murnau a.Staffelsee");
        assertThat(official("Meschede, Kreis- und  Hochschulstadt", 63))
                .isEqualTo("Kreis- und Hochschulstadt Meschede");
        assertThat(official("Hamburg, Freie und Hansestadt", 61)).isEqualTo("Freie und Hansestadt Hamburg");
    }

    @Test
    void slogansAndAbbreviationsAreNoDesignation() {
        assertThat(official("Roetgen, Tor zur Eifel", 64)).isEqualTo("Gemeinde Roetgen");
        assertThat(official("Erkrath, Fundort des Neanderthalers, Stadt", 63)).isEqualTo("Stadt Erkrath");
        assertThat(official("Gelnhausen, Barbarossast., Krst.", 63)).isEqualTo("Stadt Gelnhausen");
        assertThat(official("Koblenz, kreisfreie Stadt", 61)).isEqualTo("Stadt Koblenz");
        assertThat(official("Stuttgart, Stadtkreis", 62)).isEqualTo("Stadt Stuttgart");
    }

    @Test
    void countiesAreKreisLandkreisOrWhatTheyCallThemselves() {
        assertThat(OfficialName.ofCounty("Marburg-Biedenkopf", 44).official())
                .isEqualTo("Landkreis Marburg-Biedenkopf");
        assertThat(OfficialName.ofCounty("Soest", 43).official()).isEqualTo("Kreis Soest");
        assertThat(OfficialName.ofCounty("Märkischer Kreis", 43).official()).isEqualTo("Märkischer Kreis");
        assertThat(OfficialName.ofCounty("Städteregion Aachen", 43).official()).isEqualTo("Städteregion Aachen");
    }

    private static String official(String name, int code) {
        return OfficialName.ofMunicipality(name, code).official();
    }
}
