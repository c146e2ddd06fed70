package org.allmende.cases.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditEntry;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Two ways for a notice in Wohratal: the post, and the portal. */
class PostingTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "wohratal";
    private static final String LIST = "/arbeitsplatz/postversand";
    private static final LocalDate TODAY = LocalDate.now(GermanDates.BERLIN);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TOWN, Role.CLERK);

    private record Sent(UUID id, String status) {

        String desk() {
            return "/arbeitsplatz/vorgaenge/" + id;
        }
    }

    @Test
    void whoHasNoAddressForEmailGetsTheNoticeByPostAndTheLawCountsFromThere() throws Exception {
        var sent = decided("");
        assertThat(clerk.get(LIST).text()).contains(number(sent));
        try (var sheet = Loader.loadPDF(clerk.get(LIST + "/adressen.pdf").body())) {
            assertThat(new PDFTextStripper().getText(sheet))
                    .contains(number(sent))
                    .contains("Postmann");
        }
        assertThat(COUNTY.staff("biedenkopf", Role.CLERK)
                        .post(LIST, Map.of("case", sent.id().toString(), "tag", TODAY.toString()))
                        .status())
                .as("another town")
                .isEqualTo(404);
        clerk.post(
                LIST,
                Map.of("case", sent.id().toString(), "tag", TODAY.plusDays(1).toString()));
        assertThat(clerk.get(LIST).text()).as("a day to come").contains(number(sent));

        clerk.post(LIST, Map.of("case", sent.id().toString(), "tag", TODAY.toString()));

        assertThat(clerk.get(LIST).text()).doesNotContain(number(sent));
        assertThat(clerk.get(sent.desk()).text())
                .contains("Gilt als bekannt gegeben am " + GermanDates.day(TODAY.plusDays(4)))
                .contains("§ 41 Abs. 2 VwVfG");
        assertThat(steps(sent)).containsSubsequence("notice.provided", "notice.posted");
    }

    @Test
    void inThePortalTheDayAfterTheRetrievalCounts() {
        var sent = decided("postfrau@buerger.example");
        assertThat(clerk.get(sent.desk()).text())
                .contains("Noch nicht bekannt gegeben")
                .contains(GermanDates.day(TODAY.plusDays(10)));

        citizen.get(sent.status() + "/bescheid.pdf");

        assertThat(clerk.get(sent.desk()).text())
                .contains("Gilt als bekannt gegeben am " + GermanDates.day(TODAY.plusDays(1)))
                .contains("§ 41 Abs. 2a VwVfG");
        assertThat(steps(sent)).containsSubsequence("notice.provided", "notice.announced", "notice.retrieved");
    }

    @Test
    void whatNobodyRetrievesInTenDaysGoesByPost() {
        var sent = decided("niemand@buerger.example");
        COUNTY.owner()
                .sql("update cases.notification set notified = :day where case_id = :id")
                .param("id", sent.id())
                .param("day", TODAY.minusDays(10))
                .update();
        COUNTY.bean(Notifications.class).endUnretrieved(TOWN);
        assertThat(clerk.get(LIST).text()).as("on the last day").doesNotContain(number(sent));
        COUNTY.owner()
                .sql("update cases.notification set notified = :day where case_id = :id")
                .param("id", sent.id())
                .param("day", TODAY.minusDays(11))
                .update();
        COUNTY.bean(Notifications.class).endUnretrieved(TOWN);
        assertThat(clerk.get(LIST).text()).contains(number(sent));
        assertThat(steps(sent)).contains("notice.not-retrieved");
    }

    private static String number(Sent sent) {
        return sent.status().substring(sent.status().lastIndexOf('/') + 1);
    }

    private static List<String> steps(Sent sent) {
        return COUNTY
                .bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Audit.class).listAbout(sent.id().toString()))
                .stream()
                .sorted(java.util.Comparator.comparing(AuditEntry::seq))
                .map(AuditEntry::action)
                .filter(action -> action.startsWith("notice."))
                .toList();
    }

    private Sent decided(String email) {
        var status = new Citizen(citizen)
                .answering("ort", TOWN)
                .answering("familienname", "Postmann")
                .answering("email", email)
                .send(TOWN, "eheurkunde")
                .address()
                .getPath()
                .replace("/gesendet", "");
        var id = COUNTY.owner()
                .sql("select id from cases.case where number = :number")
                .param("number", status.substring(status.lastIndexOf('/') + 1))
                .query(UUID.class)
                .single();
        var sent = new Sent(id, status);
        clerk.post(sent.desk() + "/entscheiden", Map.of("outcome", "bewilligt"));
        for (int patience = 0; patience < 150 && isAwaited(sent); patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return sent;
    }

    private static boolean isAwaited(Sent sent) {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Notifications.class).find(sent.id()))
                .isEmpty();
    }
}
