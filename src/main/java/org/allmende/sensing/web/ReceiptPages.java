package org.allmende.sensing.web;

import java.text.NumberFormat;
import java.util.List;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.sensing.DeviceAccounts;
import org.allmende.sensing.DeviceAccounts.Account;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.View;

/** What arrived of each device: everybody can check that nothing got lost. */
@Controller
class ReceiptPages {

    private final DeviceAccounts accounts;
    private final Regions regions;

    ReceiptPages(DeviceAccounts accounts, Regions regions) {
        this.accounts = accounts;
        this.regions = regions;
    }

    @Public
    @GetMapping("/daten/empfang")
    View page(Page page) {
        var format = NumberFormat.getIntegerInstance(Messages.locale(page.lang()));
        var rows = accounts.list().stream()
                .map(it -> new ReceiptPage.Row(
                        it.name(),
                        owner(it),
                        format.format(it.receivedToday()),
                        format.format(it.received()),
                        format.format(it.stored()),
                        format.format(it.refused()),
                        it.refused() > 0,
                        GermanDates.moment(it.last())))
                .toList();
        return page.show("sensing/receipts", new ReceiptPage(rows, page.url("/daten/empfang.json")));
    }

    private String owner(Account it) {
        return regions.current()
                .find(it.tenant())
                .map(tenant -> tenant.shortName())
                .orElse(it.tenant());
    }

    /** Each with what was received, which is what was stored and what was refused. */
    @Public
    @GetMapping("/daten/empfang.json")
    ResponseEntity<List<Line>> json() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(accounts.list().stream().map(Line::of).toList());
    }

    /** As others read it. */
    record Line(
            String tenant,
            String device,
            String name,
            long received,
            long stored,
            long refused,
            long receivedToday,
            String last) {

        private static Line of(Account it) {
            return new Line(
                    it.tenant(),
                    it.device().toString(),
                    it.name(),
                    it.received(),
                    it.stored(),
                    it.refused(),
                    it.receivedToday(),
                    it.last().toString());
        }
    }
}
