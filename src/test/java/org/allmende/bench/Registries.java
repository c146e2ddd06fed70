package org.allmende.bench;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The Standesämter of the demo region, and names of invented people who write to them. */
final class Registries {

    static final List<String> GIVEN_NAMES = List.of(
            "Anna", "Ben", "Clara", "David", "Emil", "Frieda", "Georg", "Hanna", "Ida", "Jakob", "Karl", "Lena", "Mia",
            "Noah", "Oskar", "Paula", "Richard", "Sophie", "Theo", "Ursula", "Viktor", "Wilma", "Yusuf", "Zoe", "Aylin",
            "Bernd", "Christa", "Dieter", "Elif", "Fatma", "Gisela", "Horst", "Ingrid", "Jürgen", "Käthe", "Ludwig",
            "Margarete", "Norbert", "Olga", "Peter", "Renate", "Stefan", "Tamara", "Ulrich", "Vera", "Walter");

    static final List<String> FAMILY_NAMES = List.of(
            "Achenbach", "Bamberger", "Becker", "Born", "Cloos", "Damm", "Debus", "Eckel", "Fett", "Fischer", "Gerlach",
            "Grebe", "Hahn", "Heuser", "Hof", "Immel", "Jakobi", "Junk", "Kaletsch", "Klein", "Koch", "Lauer", "Lemmer",
            "Mankel", "Meier", "Müller", "Naumann", "Nispel", "Opper", "Pfeil", "Plitt", "Rein", "Reuter", "Schäfer",
            "Scherer", "Schmidt", "Schneider", "Schwarz", "Stark", "Teichmann", "Thome", "Uhl", "Velte", "Wagner",
            "Weber", "Weigand", "Wege", "Wolf", "Yilmaz", "Zecher", "Zimmermann", "Özdemir");

    private Registries() {}

    /** The municipalities that take part in the online services. */
    static List<String> tenants(JdbcClient owner) {
        return owner.sql("select tenant from services.adoption where package = 'eheurkunde' and active order by tenant")
                .query(String.class)
                .list();
    }
}
