package org.allmende.geo.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.allmende.geo.Feature;
import org.allmende.geo.Plan;
import org.allmende.geo.Plans;
import org.allmende.geo.xplan.Finding;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.FileAnswer;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.pdf.Letter;
import org.allmende.platform.pdf.PdfRenderer;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.OfficeLetterhead;
import org.allmende.region.Regions;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** The report about a plan, for the bureau that has drawn it: as PDF to read, as JSON for its programs, each with a picture of the spot. */
@Controller
class ReportFiles {

    private static final String PATH = "/arbeitsplatz/plaene/{plan}";

    /** Pages of pictures nobody prints. */
    private static final int MOST_PICTURES = 24;

    private static final JsonMapper JSON = new JsonMapper();

    private final Regions regions;
    private final Plans plans;
    private final Tenancy tenancy;
    private final Messages messages;
    private final PdfRenderer renderer;
    private final Configuration configuration;
    private final Clock clock;

    ReportFiles(
            Regions regions,
            Plans plans,
            Tenancy tenancy,
            Messages messages,
            PdfRenderer renderer,
            Configuration configuration,
            Clock clock) {
        this.regions = regions;
        this.plans = plans;
        this.tenancy = tenancy;
        this.messages = messages;
        this.renderer = renderer;
        this.configuration = configuration;
        this.clock = clock;
    }

    private record Read(Plan plan, List<Finding> findings, List<Feature> features) {}

    /** Findings with weight, rule, line, gml:id, sentence, place in EPSG:25832 and picture as {@code data:image/png}. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/pruefung.json")
    ResponseEntity<byte[]> json(Page page, Staff staff, @PathVariable String plan) {
        var read = read(staff, plan);
        var words = new FindingWords(page);
        var findings = new ArrayList<Map<String, Object>>();
        for (var finding : read.findings()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("weight", finding.isError() ? "error" : "warning");
            one.put("rule", finding.rule().number());
            one.put("kind", finding.rule().key());
            one.put("line", finding.line());
            one.put("id", finding.id());
            one.put("text", words.sentence(finding));
            var spot = finding.spot();
            if (spot != null) {
                one.put("crs", "EPSG:25832");
                one.put("place", List.of(spot.x(), spot.y()));
                if (findings.size() < MOST_PICTURES) {
                    one.put("picture", picture(read.features(), finding));
                }
            }
            findings.add(one);
        }
        var report = new LinkedHashMap<String, Object>();
        report.put("plan", read.plan().name());
        report.put("file", read.plan().file());
        report.put("format", "XPlanGML " + read.plan().version());
        report.put("errors", read.plan().errors());
        report.put("warnings", read.plan().warnings());
        report.put("findings", findings);
        return FileAnswer.toKeep(
                        MediaType.APPLICATION_JSON,
                        "pruefung-%s.json".formatted(read.plan().id()))
                .body(JSON.writeValueAsBytes(report));
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH + "/pruefung.pdf")
    ResponseEntity<byte[]> pdf(Page page, Staff staff, @PathVariable String plan) {
        var read = read(staff, plan);
        var tenant = regions.current().get(staff.tenant());
        var lang = page.lang();
        var pdf = renderer.render(new Letter(
                lang,
                OfficeLetterhead.of(tenant, "", tenant.contact(), messages, lang),
                List.of(),
                List.of(
                        new Letter.Detail(page.t("geo.report.file"), read.plan().file()),
                        new Letter.Detail(
                                page.t("geo.desk.uploaded"),
                                GermanDates.moment(read.plan().uploaded())),
                        new Letter.Detail(page.t("geo.report.made"), GermanDates.moment(clock.instant()))),
                page.t("geo.report.of", read.plan().name()),
                body(page, read),
                List.of(),
                null,
                configuration.demo()));
        return FileAnswer.toKeep(
                        MediaType.APPLICATION_PDF,
                        "pruefung-%s.pdf".formatted(read.plan().id()))
                .body(pdf);
    }

    private static String body(Page page, Read read) {
        var words = new FindingWords(page);
        var body = new StringBuilder("<p>%s</p>".formatted(escape(summary(page, read.plan()))));
        int number = 0;
        for (var finding : read.findings()) {
            number++;
            body.append("<h2>%d. %s: %s</h2>"
                    .formatted(
                            number,
                            escape(words.weight(finding)),
                            escape(finding.rule().number())));
            body.append("<p>%s</p>".formatted(escape(words.sentence(finding))));
            body.append("<p>%s</p>"
                    .formatted(escape(page.t(
                            "geo.report.where",
                            finding.line(),
                            finding.id().isEmpty() ? "–" : finding.id(),
                            finding.spot() == null ? "–" : FindingWords.place(finding)))));
            if (finding.spot() != null && number <= MOST_PICTURES) {
                body.append("<p><img src=\"%s\" alt=\"%s\"/></p>"
                        .formatted(
                                picture(read.features(), finding),
                                escape(page.t("geo.report.picture", number, FindingWords.place(finding)))));
            }
        }
        return body.toString();
    }

    private static String summary(Page page, Plan plan) {
        return plan.errors() + plan.warnings() == 0
                ? page.t("geo.report.none")
                : page.t("geo.report.some", plan.errors(), plan.warnings());
    }

    private static String escape(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    private static String picture(List<Feature> features, Finding finding) {
        var picture = Raster.of(ReportDrawing.spot(features, finding));
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private Read read(Staff staff, String plan) {
        try {
            var id = UUID.fromString(plan);
            return tenancy.as(
                    staff.tenant(),
                    () -> plans.find(id)
                            .map(found -> new Read(found, plans.report(id), plans.features(found)))
                            .orElseThrow(NotFound::new));
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
