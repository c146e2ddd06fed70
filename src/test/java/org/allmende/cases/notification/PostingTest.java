package org.allmende.cases.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditEntry;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.junit.jupiter.api.Test;

/** Two ways for a notice in Wohratal: the post, and the portal. */
class PostingTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "wohratal";
    private static final String LIST = "/arbeitsplatz/postversand";
    private static final LocalDate TODAY = LocalDate.now(GermanDates.BERLIN);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TOWN, Role.CLERK);

    @Test
    void whoHasNoAddressForEmailGetsTheNoticeByPostAndTheLawCountsFromThere() throws Exception {
        var sent = decided("");
        assertThat(clerk.get(LIST).text()).contains(number(sent));
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
    void aBatchIsOneFileWithAnAddressBeforeEachNoticeAndIsPostedInOneClick() throws Exception {
        var first = decided("");
        var second = decided("");
        clerk.post(LIST + "/druck", Map.of());

        var list = clerk.get(LIST).html();
        assertThat(list.select("table").text()).doesNotContain(number(first), number(second));
        var batch = list.select("section form[action*=/druck/]").first().attr("action");
        try (var pdf = Loader.loadPDF(clerk.get(batch + ".pdf").body())) {
            var pages = new ArrayList<String>();
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                var words = new PDFTextStripper();
                words.setStartPage(page);
                words.setEndPage(page);
                pages.add(words.getText(pdf));
            }
            for (var sent : List.of(first, second)) {
                var covers = IntStream.range(0, pages.size())
                        .filter(at -> pages.get(at).contains(number(sent))
                                && pages.get(at).contains("Der Bescheid liegt diesem Blatt bei"))
                        .toArray();
                assertThat(covers).hasSize(1);
                assertThat(covers[0] % 2).as("on a front page").isZero();
                assertThat(inTheWindow(pdf, covers[0])).contains("Postmann");
                assertThat(pages.get(covers[0] + 2)).as("the notice itself").contains(number(sent));
            }
        }

        var stranger = COUNTY.staff("biedenkopf", Role.CLERK);
        assertThat(stranger.get(batch + ".pdf").status()).isEqualTo(404);
        assertThat(stranger.post(batch, Map.of()).status()).isEqualTo(404);

        assertThat(clerk.follow(clerk.post(batch, Map.of()))
                        .html()
                        .select(".toast")
                        .text())
                .contains("Schreiben sind eingetragen");
        assertThat(clerk.get(LIST).html().select("section form")).isEmpty();
        assertThat(clerk.post(batch, Map.of()).status()).as("once more").isEqualTo(404);
        for (var sent : List.of(first, second)) {
            assertThat(steps(sent)).containsSubsequence("notice.provided", "notice.posted");
        }
    }

    /** What stands where the window of a DIN 5008 B envelope is: 20 mm from the left, 45 mm from the top, 85 by 45 mm. */
    private static String inTheWindow(PDDocument pdf, int page) throws Exception {
        var words = new PDFTextStripperByArea();
        var millimetre = 72 / 25.4;
        words.addRegion(
                "window", new Rectangle2D.Double(20 * millimetre, 45 * millimetre, 85 * millimetre, 45 * millimetre));
        words.extractRegions(pdf.getPage(page));
        return words.getTextForRegion("window");
    }

    @Test
    void inThePortalTheDayAfterTheRetrievalCounts() {
        var sent = decided("postfrau@buerger.example");
        assertThat(clerk.get(sent.desk()).text())
                .contains("Noch nicht bekannt gegeben")
                .contains(GermanDates.day(TODAY.plusDays(10)));

        citizen.get(sent.path() + "/bescheid.pdf");

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

    private static String number(SentCase sent) {
        return sent.number();
    }

    private static List<String> steps(SentCase sent) {
        return COUNTY
                .bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Audit.class).listAbout(sent.id().toString()))
                .stream()
                .sorted(java.util.Comparator.comparing(AuditEntry::seq))
                .map(AuditEntry::action)
                .filter(action -> action.startsWith("notice."))
                .toList();
    }

    private SentCase decided(String email) {
        var sent = SentCase.of(
                COUNTY,
                new Citizen(citizen)
                        .answering("ort", TOWN)
                        .answering("familienname", "Postmann")
                        .answering("email", email)
                        .send(TOWN, "eheurkunde"));
        clerk.post(sent.desk() + "/entscheiden", Map.of("outcome", "bewilligt"));
        for (int patience = 0; patience < 150 && isAwaited(sent); patience++) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        return sent;
    }

    private static boolean isAwaited(SentCase sent) {
        return COUNTY.bean(Tenancy.class)
                .as(TOWN, () -> COUNTY.bean(Notifications.class).find(sent.id(), 0))
                .isEmpty();
    }
}
