package org.allmende.geo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How good the plans of a municipality are as data, as far as they are released.
 *
 * @param plans Bauleitpläne and the like, without other layers
 * @param vector of them, how many are drawn so that they can be reckoned with; the others are scanned sheets
 * @param flawless of them, how many were found without a warning
 * @param oldest the first day on which one of them was in force
 * @param missing what is missing, with its reason
 */
public record Quality(int plans, int vector, int flawless, Optional<LocalDate> oldest, List<Missing> missing) {

    /**
     * @param reason a key of messages
     * @param detail what the sentence names; may be empty
     */
    public record Missing(String reason, String detail) {}

    private static final int LONGEST_LIST = 12;

    /** Of the plans that are there on the day of the atlas. */
    public static Quality of(Atlas atlas, String tenant) {
        var plans = atlas.plansOf(tenant).stream()
                .filter(plan -> plan.kind() != Plan.Kind.LAYER)
                .toList();
        int paper = count(plans.stream().filter(plan -> plan.about().onPaper()).count());
        int warned = count(plans.stream().filter(plan -> plan.warnings() > 0).count());
        var oldest = plans.stream()
                .flatMap(plan -> plan.life().inForce().stream())
                .filter(day -> !day.equals(LocalDate.MIN))
                .min(LocalDate::compareTo);
        return new Quality(
                plans.size(), plans.size() - paper, plans.size() - warned, oldest, missing(plans, paper, warned));
    }

    private static int count(long number) {
        return Math.toIntExact(number);
    }

    private static List<Missing> missing(List<Plan> plans, int paper, int warned) {
        var missing = new ArrayList<Missing>();
        if (plans.stream().noneMatch(plan -> plan.kind() == Plan.Kind.BP)) {
            missing.add(new Missing("no-bp", ""));
        }
        if (plans.stream().noneMatch(plan -> plan.kind() == Plan.Kind.FP)) {
            missing.add(new Missing("no-fp", ""));
        }
        var gaps = gaps(plans);
        if (!gaps.isEmpty()) {
            missing.add(new Missing("numbers", gaps));
        }
        if (paper > 0) {
            missing.add(new Missing("paper", String.valueOf(paper)));
        }
        if (warned > 0) {
            missing.add(new Missing("warned", String.valueOf(warned)));
        }
        int undated = count(plans.stream()
                .filter(plan -> plan.standing() == Plan.Standing.IN_FORCE
                        && plan.about().find("inkrafttretensDatum") == null)
                .count());
        if (undated > 0) {
            missing.add(new Missing("undated", String.valueOf(undated)));
        }
        return missing;
    }

    /** Numbers of Bebauungspläne that are skipped: a municipality counts from 1 on. */
    private static String gaps(List<Plan> plans) {
        var numbers = new TreeSet<Integer>();
        plans.stream()
                .filter(plan -> plan.kind() == Plan.Kind.BP && plan.number().matches("\\d{1,3}"))
                .forEach(plan -> numbers.add(Integer.valueOf(plan.number())));
        var gaps = new ArrayList<String>();
        for (int number = 1; !numbers.isEmpty() && number < numbers.last() && gaps.size() < LONGEST_LIST; number++) {
            if (!numbers.contains(number)) {
                gaps.add(String.valueOf(number));
            }
        }
        return String.join(", ", gaps);
    }
}
