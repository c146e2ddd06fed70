package org.allmende.region.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.allmende.region.Participation;
import org.allmende.region.Slug;
import org.allmende.region.Topic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TenantProposalTest {

    @Test
    void peopleCallATownByItsNameWithoutTheDesignation() {
        assertThat(TenantProposal.shortName("Gemeinde Lohra")).isEqualTo("Lohra");
        assertThat(TenantProposal.shortName("Universitätsstadt Marburg")).isEqualTo("Marburg");
        assertThat(TenantProposal.shortName("Stadt Wetter (Hessen)")).isEqualTo("Wetter (Hessen)");
        assertThat(TenantProposal.shortName("Landkreis Fulda")).isEqualTo("Fulda");
        assertThat(TenantProposal.shortName("Stadtallendorf")).isEqualTo("Stadtallendorf");
        assertThat(TenantProposal.shortName("Gemeinde")).isEqualTo("Gemeinde");
    }

    @Test
    void theAddressFollowsFromTheNameUnlessOneIsTyped() {
        assertThat(slug(Map.of("name", "Stadt Wetter (Hessen)"))).isEqualTo("wetter");
        assertThat(slug(Map.of("name", "Gemeinde Münchhausen", "kurzname", "Münchhausen am Christenberg")))
                .isEqualTo("muenchhausen-am-christenberg");
        assertThat(slug(Map.of("name", "Gemeinde Lohra", "adresse", "Lohra!"))).isEqualTo("Lohra!");
        assertThat(slug(Map.of("name", "Gemeinde Hilfe"))).as("hilfe is an address of the software").isEqualTo("gemeinde-hilfe");
        assertThat(slug(Map.of("name", "42"))).as("a name that makes none").isEmpty();
    }

    @Test
    void theLatestPeriodIsTheOneThatIsChangedAndTheOneBeforeLimitsIt() {
        var known = List.of(part("2026-01-01", "2026-03-31"), part("2026-06-01", null));
        assertThat(TenantChanges.latest(Topic.GEODATA, known)).contains(part("2026-06-01", null));
        assertThat(TenantChanges.earlier(Topic.GEODATA, known)).contains(LocalDate.of(2026, 3, 31));
        assertThat(TenantChanges.latest(Topic.SECURITY, known)).isEmpty();
        assertThat(TenantChanges.earlier(Topic.GEODATA, known.subList(0, 1))).isEmpty();
    }

    private static String slug(Map<String, String> typed) {
        return TenantProposal.slug(TenantForm.of(typed));
    }

    private static Participation part(String since, @Nullable String until) {
        return new Participation(
                new Slug("lohra"),
                Topic.GEODATA,
                LocalDate.parse(since),
                until == null ? null : LocalDate.parse(until));
    }
}
