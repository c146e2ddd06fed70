package org.allmende.geo.xplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.xplan.Repairs.Kind;
import org.allmende.geo.xplan.Repairs.Proposal;
import org.junit.jupiter.api.Test;

class RepairsTest {

    private static final Pattern RING =
            Pattern.compile("(?s)(<xplan:BP_BaugebietsTeilFlaeche.*?<gml:posList>)(.*?)(</gml:posList>)");

    private static final String SOUND = new String(SamplePlan.of("Reparatur", 2).gml(), StandardCharsets.UTF_8);

    private interface Fault {
        List<String> of(List<String> points);
    }

    /** The first building area with another ring. */
    private static byte[] with(Fault fault) {
        return RING.matcher(SOUND)
                .replaceFirst(found -> found.group(1) + String.join(" ", fault.of(points(found))) + found.group(3))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> points(MatchResult found) {
        return Pattern.compile("\\S+ \\S+")
                .matcher(found.group(2))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<Finding> findings(byte[] file) throws IOException {
        var report = new Report();
        PlanArchive.read(new ByteArrayInputStream(file), report);
        return report.list();
    }

    private static List<Proposal> propose(byte[] file) throws IOException {
        return Repairs.propose(new ByteArrayInputStream(file));
    }

    private static byte[] repaired(byte[] file, Set<String> chosen) throws IOException {
        var out = new ByteArrayOutputStream();
        Repairs.apply(new ByteArrayInputStream(file), chosen, out);
        return out.toByteArray();
    }

    private static byte[] repairedBy(byte[] file, Kind... kinds) throws IOException {
        var proposals = propose(file);
        assertThat(proposals).extracting(Proposal::kind).containsExactly(kinds);
        return repaired(file, proposals.stream().map(Proposal::key).collect(Collectors.toSet()));
    }

    private static String moved(String point, double metres) {
        var at = point.split(" ");
        return String.format(java.util.Locale.ROOT, "%.3f %s", Double.parseDouble(at[0]) + metres, at[1]);
    }

    @Test
    void aSoundPlanNeedsNothingAndKeepsEveryByte() throws IOException {
        var file = SOUND.getBytes(StandardCharsets.UTF_8);
        assertThat(propose(file)).isEmpty();
        assertThat(repaired(file, Set.of("0.turn", "nonsense"))).isEqualTo(file);
    }

    @Test
    void aRingThatRunsTheWrongWayIsTurned() throws IOException {
        var wrong = with(List::reversed);
        assertThat(findings(wrong)).extracting(Finding::rule).contains(Rule.DIRECTION);

        var right = repairedBy(wrong, Kind.TURN);

        assertThat(findings(right)).isEmpty();
        assertThat(new String(right, StandardCharsets.UTF_8))
                .as("byte for byte")
                .isEqualTo(SOUND);
    }

    @Test
    void aRingThatIsNotClosedIsClosed() throws IOException {
        var wrong = with(points -> points.subList(0, points.size() - 1));
        assertThat(findings(wrong)).extracting(Finding::rule).contains(Rule.GEOMETRY);

        assertThat(new String(repairedBy(wrong, Kind.CLOSE), StandardCharsets.UTF_8))
                .isEqualTo(SOUND);
    }

    @Test
    void aGapOfMillimetresIsClosedAndOneOfCentimetresIsNot() throws IOException {
        Fault near = points -> points.stream()
                .map(point -> point.equals(points.get(1)) ? moved(point, 0.006) : point)
                .toList();
        var wrong = with(near);
        assertThat(findings(wrong)).isNotEmpty();

        assertThat(findings(repairedBy(wrong, Kind.SNAP))).isEmpty();
        assertThat(propose(with(points -> points.stream()
                        .map(point -> point.equals(points.get(1)) ? moved(point, 0.04) : point)
                        .toList())))
                .as("nobody knows what is meant")
                .isEmpty();
    }

    @Test
    void severalFaultsOfOneRingAreChosenOneByOne() throws IOException {
        var wrong = with(points -> points.subList(0, points.size() - 1).reversed());
        var proposals = propose(wrong);
        assertThat(proposals).extracting(Proposal::kind).containsExactly(Kind.CLOSE, Kind.TURN);

        var closed = repaired(wrong, Set.of(proposals.getFirst().key()));

        assertThat(findings(closed))
                .extracting(Finding::rule)
                .contains(Rule.DIRECTION)
                .doesNotContain(Rule.GEOMETRY);
        assertThat(findings(repairedBy(closed, Kind.TURN))).isEmpty();
    }

    @Test
    void inAnArchiveEverythingElseStays() throws IOException {
        var wrong = new SamplePlan("Archiv", with(List::reversed)).zip();

        var right = repairedBy(wrong, Kind.TURN);

        assertThat(findings(right)).isEmpty();
        assertThat(PlanArchive.open(new ByteArrayInputStream(right), "Begründung.pdf")
                        .orElseThrow()
                        .readAllBytes())
                .isEqualTo(PlanArchive.open(new ByteArrayInputStream(wrong), "Begründung.pdf")
                        .orElseThrow()
                        .readAllBytes());
    }

    @Test
    void whatIsNoPlanGetsNoProposal() throws IOException {
        for (var file : List.of(
                "",
                "<",
                "<a",
                "<a b='",
                "<!DOCTYPE x><a/>",
                "<a></b></a>",
                "\0\1\2",
                "<!--",
                "<a><posList>1 2 3</posList></a>")) {
            assertThat(propose(file.getBytes(StandardCharsets.UTF_8))).as(file).isEmpty();
        }
    }
}
