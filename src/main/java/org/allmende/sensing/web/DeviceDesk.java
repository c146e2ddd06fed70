package org.allmende.sensing.web;

import java.util.Map;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.sensing.Devices;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where administrators give gateways, stations and other software their tokens, and take them back. */
@Controller
@RequestMapping(DeviceDesk.PATH)
class DeviceDesk {

    static final String PATH = "/arbeitsplatz/geraete";
    private static final int LONGEST_NAME = 80;

    private final Devices devices;
    private final Tenancy tenancy;

    DeviceDesk(Devices devices, Tenancy tenancy) {
        this.devices = devices;
        this.tenancy = tenancy;
    }

    @Allowed(Role.ADMIN)
    @GetMapping
    View show(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        var done = switch (erledigt) {
            case "entfernt" -> page.t("sensing.device.removed");
            case "geaendert" -> page.t("sensing.device.changed");
            default -> "";
        };
        return show(page, staff, null, "", false, Map.of(), done);
    }

    private View show(
            Page page,
            Staff staff,
            DevicesPage.@Nullable Fresh fresh,
            String typed,
            boolean maySwitch,
            Map<String, String> errors,
            String done) {
        var all = tenancy.as(staff.tenant(), devices::list).stream()
                .map(it -> new DevicesPage.Item(PATH + "/" + it.id(), it.name(), it.maySwitch()))
                .toList();
        return page.show("sensing/devices", new DevicesPage(all, fresh, typed, maySwitch, errors, done));
    }

    /** The token is shown once; of it only the hash is kept. */
    @Allowed(Role.ADMIN)
    @PostMapping
    View add(
            Page page,
            Staff staff,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean schalten) {
        var clean = name.strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            return show(
                    page,
                    staff,
                    null,
                    name,
                    schalten,
                    Map.of("name", page.t("sensing.device.name.missing", LONGEST_NAME)),
                    "");
        }
        var token = tenancy.as(
                staff.tenant(),
                () -> devices.list().stream().anyMatch(it -> it.name().equals(clean))
                        ? null
                        : devices.add(clean, schalten));
        return token == null
                ? show(page, staff, null, name, schalten, Map.of("name", page.t("sensing.device.name.taken")), "")
                : show(page, staff, new DevicesPage.Fresh(clean, token), "", false, Map.of(), "");
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/schalten")
    View letSwitch(Staff staff, @PathVariable UUID id, @RequestParam(defaultValue = "false") boolean an) {
        if (!tenancy.as(staff.tenant(), () -> devices.letSwitch(id, an))) {
            throw new NotFound();
        }
        return SeeOther.at(PATH + "?erledigt=geaendert");
    }

    @Allowed(Role.ADMIN)
    @PostMapping("/{id}/entfernen")
    View remove(Staff staff, @PathVariable UUID id) {
        if (!tenancy.as(staff.tenant(), () -> devices.remove(id))) {
            throw new NotFound();
        }
        return SeeOther.at(PATH + "?erledigt=entfernt");
    }
}
