package org.allmende.geo.web;

import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.allmende.geo.AddressBook;
import org.allmende.geo.AddressFile;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.View;

/** Where county and municipalities bring official addresses. They are public at once, so whoever releases plans brings them. */
@Controller
class AddressDesk {

    private static final String PATH = "/arbeitsplatz/adressen";

    private final Regions regions;
    private final AddressBook addresses;
    private final Uploaded uploaded;

    /** A large file takes memory while it is read: one after the other. */
    private final Semaphore reading = new Semaphore(1, true);

    AddressDesk(Regions regions, AddressBook addresses, Uploaded uploaded) {
        this.regions = regions;
        this.addresses = addresses;
        this.uploaded = uploaded;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View show(Page page, Staff staff, @RequestParam(required = false) @Nullable String erledigt) {
        return show(page, staff, null, null, erledigt == null ? null : page.t("geo.address.done"));
    }

    private View show(
            Page page,
            Staff staff,
            AddressFile.@Nullable Report refused,
            @Nullable String error,
            @Nullable String done) {
        var kept = addresses.find(staff.tenant());
        var report =
                refused != null ? refused : kept.map(AddressBook.Kept::report).orElse(AddressFile.Report.EMPTY);
        return page.show(
                "geo/addresses",
                new AddressDeskPage(
                        regions.current().get(staff.tenant()).name(),
                        kept.map(one -> new AddressDeskPage.Kept(
                                        one.file(),
                                        one.invented(),
                                        page.t(
                                                "geo.address.kept",
                                                one.addresses(),
                                                GermanDates.date(GermanDates.dayOf(one.imported()), page.lang()))))
                                .orElse(null),
                        leftOut(page, report),
                        staff.isOneOf(Role.LEAD, Role.ADMIN),
                        error,
                        done));
    }

    private static AddressDeskPage.LeftOut leftOut(Page page, AddressFile.Report report) {
        return new AddressDeskPage.LeftOut(
                report.leftOut().entrySet().stream()
                        .sorted(Map.Entry.<AddressFile.Reason, Integer>comparingByValue(Comparator.reverseOrder()))
                        .map(one -> page.t("geo.address.rows", one.getValue(), reason(page, one.getKey())))
                        .toList(),
                report.first().stream()
                        .map(one -> new AddressDeskPage.Line(one.line(), reason(page, one.reason()), one.text()))
                        .toList());
    }

    private static String reason(Page page, AddressFile.Reason reason) {
        return page.t("geo.address.reason." + reason.key());
    }

    @Allowed({Role.LEAD, Role.ADMIN})
    @PostMapping(PATH)
    View bring(Page page, Staff staff, @RequestParam(required = false) @Nullable MultipartFile datei)
            throws IOException {
        if (datei == null || datei.isEmpty()) {
            return show(page, staff, null, page.t("geo.desk.missing"), null);
        }
        reading.acquireUninterruptibly();
        try (var scanned = datei.getInputStream();
                var file = datei.getInputStream()) {
            var unsafe = uploaded.refusal(page, scanned);
            if (unsafe.isPresent()) {
                return show(page, staff, null, unsafe.get(), null);
            }
            addresses.replace(staff.tenant(), Uploaded.name(datei), false, file);
            return SeeOther.at(PATH + "?erledigt");
        } catch (AddressFile.Refused refused) {
            return show(page, staff, refused.report(), page.t("geo.address.refused." + refused.reason()), null);
        } finally {
            reading.release();
        }
    }

    @Allowed({Role.LEAD, Role.ADMIN})
    @PostMapping(PATH + "/loeschen")
    View remove(Staff staff) {
        return SeeOther.at(addresses.remove(staff.tenant()) ? PATH + "?erledigt" : PATH);
    }
}
