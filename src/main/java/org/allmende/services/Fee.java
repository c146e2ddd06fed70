package org.allmende.services;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Scope;
import org.allmende.services.form.Euro;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Text;

/**
 * What a service costs: items with a quantity and a price, both computed from answers and parameters.
 *
 * @param note for the portal, with parameters in it: "Die erste Urkunde kostet {{parameter.gebuehr_erste}}"; see {@link Service#feeNote}
 */
public record Fee(Text note, List<Item> items) {

    /** Nothing to pay. */
    public static final Fee NONE = new Fee(Text.NONE, List.of());

    /** A line of the fee; without a quantity it is left out. */
    public record Item(String id, Text label, Expression quantity, Expression each) {}

    /** A line with its figures. */
    public record Line(String id, Text label, BigDecimal quantity, Euro each, Euro sum) {}

    /** The fee of one application. */
    public record Statement(List<Line> lines, Euro total) {

        /** The same with a last line that takes it down to this total, and says why. */
        public Statement reducedTo(Euro less, String reason) {
            var taken = new Euro(less.amount().subtract(total.amount()));
            var all = new ArrayList<>(lines);
            all.add(new Line("ermaessigung", new Text(reason, reason), BigDecimal.ONE, taken, taken));
            return new Statement(List.copyOf(all), less);
        }
    }

    public Fee {
        items = List.copyOf(items);
    }

    public Statement of(FormRun run) {
        return of(run.scope());
    }

    Statement of(Scope scope) {
        var lines = new ArrayList<Line>();
        var total = Euro.ZERO;
        for (var item : items) {
            if (item.quantity().value(scope) instanceof BigDecimal quantity
                    && quantity.signum() > 0
                    && item.each().value(scope) instanceof BigDecimal each
                    && each.signum() >= 0) {
                var price = new Euro(each);
                var line = new Line(item.id(), item.label(), quantity, price, price.times(quantity));
                lines.add(line);
                total = total.plus(line.sum());
            }
        }
        return new Statement(List.copyOf(lines), total);
    }
}
