package org.allmende.cases.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.allmende.cases.notification.NotificationRule.Basis;
import org.allmende.cases.notification.NotificationRule.Counts;
import org.allmende.cases.notification.NotificationRule.Way;

/** The rules of the law about notification, dated: {@code notification/rules.csv}. A change of the law is a line more. */
public final class NotificationRules {

    private static final List<NotificationRule> ALL = read();

    private NotificationRules() {}

    /** The rule in force on the day on which the notice is provided or posted. */
    public static NotificationRule get(Basis basis, Way way, LocalDate day) {
        return ALL.stream()
                .filter(rule -> rule.basis() == basis
                        && rule.way() == way
                        && !rule.from().isAfter(day))
                .max(Comparator.comparing(NotificationRule::from))
                .orElseThrow(() -> new IllegalArgumentException("No rule for %s, %s on %s".formatted(basis, way, day)));
    }

    private static List<NotificationRule> read() {
        try (InputStream in =
                Objects.requireNonNull(NotificationRules.class.getResourceAsStream("/notification/rules.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> rule(line.split(";", -1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static NotificationRule rule(String[] cells) {
        return new NotificationRule(
                Basis.valueOf(cells[0]),
                Way.valueOf(cells[1]),
                LocalDate.parse(cells[2]),
                Counts.valueOf(cells[3]),
                Integer.parseInt(cells[4]),
                cells[5].isEmpty() ? null : Integer.valueOf(cells[5]),
                cells[6].equals("yes"),
                cells[7]);
    }
}
