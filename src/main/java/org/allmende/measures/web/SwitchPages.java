package org.allmende.measures.web;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.sensing.Actuators;
import org.allmende.sensing.Devices;
import org.allmende.sensing.Task;
import org.allmende.sensing.TaskRefused;
import org.allmende.sensing.TaskingCapability;
import org.allmende.sensing.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where staff see what their things were told to do, and switch by hand. */
@Controller
class SwitchPages {

    private static final String PATH = "/arbeitsplatz/schalten";
    private static final int SHOWN = 5;

    private final Actuators actuators;
    private final Tasks tasks;
    private final Devices devices;
    private final Audit audit;
    private final Regions regions;
    private final Tenancy tenancy;

    SwitchPages(Actuators actuators, Tasks tasks, Devices devices, Audit audit, Regions regions, Tenancy tenancy) {
        this.actuators = actuators;
        this.tasks = tasks;
        this.devices = devices;
        this.audit = audit;
        this.regions = regions;
        this.tenancy = tenancy;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View list(Page page, Staff staff, @RequestParam(defaultValue = "") String erledigt) {
        return show(page, staff, Map.of(), erledigt.equals("ja") ? page.t("measures.switches.done") : null);
    }

    private View show(Page page, Staff staff, Map<String, String> errors, @Nullable String done) {
        var rows = tenancy.as(staff.tenant(), () -> {
            var names = devices.reached().stream().collect(Collectors.toMap(Devices.Device::id, Devices.Device::name));
            return actuators.list().stream().map(it -> row(page, it, names)).toList();
        });
        return page.show(
                "measures/switches",
                new SwitchesPage(regions.current().get(staff.tenant()).name(), rows, errors, done));
    }

    private SwitchesPage.Row row(Page page, TaskingCapability it, Map<UUID, String> names) {
        return new SwitchesPage.Row(
                id(it.id()),
                it.thingName(),
                it.described().description(),
                names.getOrDefault(it.device(), page.t("measures.switches.nodevice")),
                it.choices().stream()
                        .map(one -> new SwitchesPage.Choice(
                                one.key(), TaskingCapability.words(one.parameters()), one.label()))
                        .toList(),
                tasks.list(it.id(), SHOWN).stream().map(one -> told(page, one)).toList());
    }

    private static String id(long capability) {
        return "anlage" + capability;
    }

    private static SwitchesPage.Told told(Page page, Task it) {
        var reason = it.reason();
        return new SwitchesPage.Told(
                GermanDates.moment(it.created()),
                TaskingCapability.words(it.parameters()),
                page.t("measures.switches." + it.state().key()),
                switch (it.state()) {
                    case CREATED, SENT -> "info";
                    case ACKNOWLEDGED -> "success";
                    case FAILED -> "danger";
                    case EXPIRED -> "warning";
                },
                reason == null ? "" : reason);
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH)
    View turn(Page page, Staff staff, @RequestParam(defaultValue = "") String wahl) {
        try {
            long capability = tenancy.as(staff.tenant(), () -> {
                var choice = actuators.list().stream()
                        .flatMap(it -> it.choices().stream())
                        .filter(it -> it.key().equals(wahl))
                        .findFirst()
                        .orElseThrow(NotFound::new);
                long task = tasks.add(choice.capability(), choice.parameters(), null);
                audit.record(
                        "actuator.switched",
                        "task " + task,
                        Map.of(
                                "capability",
                                Long.toString(choice.capability()),
                                "parameters",
                                choice.parameters().toString()));
                return choice.capability();
            });
            return SeeOther.at(PATH + "?erledigt=ja#" + id(capability));
        } catch (TaskRefused refused) {
            var at = id(Long.parseLong(wahl.replaceFirst(":.*", "")));
            return show(page, staff, Map.of(at, page.t("measures.switches.refused")), null);
        }
    }
}
