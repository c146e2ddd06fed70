package org.allmende.measures;

import java.text.NumberFormat;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Begins the measures of a rule that has fired, in the transaction in which that is written down: once, or not at all. */
@Component
class Consequences {

    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_TEXT = 3_000;

    private final DutyTasks tasks;
    private final PublicNotices notices;
    private final Switching switching;
    private final Outgoing outgoing;
    private final Mail mail;

    Consequences(DutyTasks tasks, PublicNotices notices, Switching switching, Outgoing outgoing, Mail mail) {
        this.tasks = tasks;
        this.notices = notices;
        this.switching = switching;
        this.outgoing = outgoing;
        this.mail = mail;
    }

    /** What it has fired for is over, since this moment. */
    void end(Watch watch, Instant moment) {
        notices.end(watch.rule().id(), watch.station().id());
        for (var measure : watch.rule().definition().measures()) {
            if (measure instanceof Measure.Actuator it) {
                switching.end(watch.rule().id(), moment, it);
            }
        }
    }

    void begin(Watch watch, Firing firing) {
        for (var measure : watch.rule().definition().measures()) {
            switch (measure) {
                case Measure.Task it ->
                    tasks.add(
                            firing,
                            it.roster(),
                            filled(it.title(), watch, firing, LONGEST_TITLE),
                            filled(it.text(), watch, firing, LONGEST_TEXT));
                case Measure.Letter it -> {
                    if (Message.isAddress(it.to())) {
                        mail.send(new Message(
                                it.to(),
                                filled(it.title(), watch, firing, LONGEST_TITLE),
                                filled(it.text(), watch, firing, LONGEST_TEXT)));
                    }
                }
                case Measure.Public it -> notices.propose(firing, filled(it.text(), watch, firing, LONGEST_TEXT));
                case Measure.Actuator it -> switching.begin(firing, it);
                case Measure.Webhook it -> outgoing.add(firing, Outgoing.Way.HOOK, it.url(), body(watch, firing));
                case Measure.Command it ->
                    outgoing.add(
                            firing, Outgoing.Way.MQTT, it.topic(), filled(it.payload(), watch, firing, LONGEST_TEXT));
                case Measure.Round it -> {
                    // made when somebody asks for it
                }
            }
        }
    }

    /** What other software is told, as {@code docs/measures.md} says. */
    private static String body(Watch watch, Firing firing) {
        var station = watch.station();
        var body = JsonMapper.shared().createObjectNode();
        body.put("type", "rule.fired").put("id", firing.id().toString());
        body.put("timestamp", firing.moment().toString());
        var data = body.putObject("data");
        data.put("tenant", watch.rule().tenant());
        data.put("rule", watch.rule().id().toString());
        data.put("name", watch.rule().name());
        data.put("datastream", station.id());
        data.put("station", station.described().name());
        data.put("value", firing.value());
        data.put("unit", station.unit().symbol());
        return body.toString();
    }

    private static String filled(String template, Watch watch, Firing firing, int longest) {
        var text = template;
        for (var field : fields(watch, firing).entrySet()) {
            text = text.replace("{" + field.getKey() + "}", field.getValue());
        }
        return text.substring(0, Math.min(longest, text.length()));
    }

    private static Map<String, String> fields(Watch watch, Firing firing) {
        var station = watch.station();
        var unit = station.unit().symbol();
        var value = firing.value() == null
                ? "–"
                : NumberFormat.getNumberInstance(Locale.GERMANY).format(firing.value())
                        + (unit == null || unit.isEmpty() ? "" : " " + unit);
        return Map.of(
                "station",
                station.described().name(),
                "wert",
                value,
                "zeit",
                GermanDates.moment(firing.moment()),
                "regel",
                watch.rule().name());
    }
}
