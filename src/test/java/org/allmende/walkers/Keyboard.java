package org.allmende.walkers;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Walks through a page with the tabulator key. */
final class Keyboard {

    /** Numbers everything that can be used, and gives those numbers; of a group of radio buttons the keyboard reaches one. */
    private static final String NUMBER = """
            () => {
                const seen = one => one.checkVisibility({visibilityProperty: true, opacityProperty: false});
                const groups = new Set();
                let number = 0;
                return [...document.querySelectorAll(
                        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]')]
                    .filter(one => !one.disabled && one.tabIndex >= 0 && seen(one) && !one.closest('[inert]'))
                    .filter(one => {
                        if (one.type !== 'radio') return true;
                        const key = one.form?.action + one.name;
                        const group = [...document.getElementsByName(one.name)];
                        const stop = group.find(other => other.checked) || group[0];
                        return one === stop && !groups.has(key) && groups.add(key);
                    })
                    .map(one => {
                        one.dataset.probeStop = ++number;
                        return one.dataset.probeStop;
                    });
            }
            """;

    /**
     * Where the focus is, and whether one sees it: the element, its label or what is around it looks different from
     * before.
     */
    private static final String FOCUS = """
            () => {
                const one = document.activeElement;
                if (!one || one === document.body) return '';
                // inside a date the next stop is its next part, which looking again would lose
                if (one.dataset.probeSeen) return one.dataset.probeStop + '|seen|';
                one.dataset.probeSeen = 'yes';
                const looks = () => [one, one.parentElement, one.nextElementSibling, ...(one.labels || [])]
                    .filter(near => near)
                    .map(near => {
                        const style = getComputedStyle(near);
                        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
                            style.backgroundColor, style.borderColor, style.borderWidth, style.textDecoration,
                            getComputedStyle(near, '::before').boxShadow, getComputedStyle(near, '::after').outlineStyle,
                            getComputedStyle(near, '::before').outlineStyle].join();
                    }).join(';');
                const box = one.getBoundingClientRect();
                const focused = looks();
                const x = scrollX, y = scrollY;
                one.blur();
                const plain = looks();
                one.focus({preventScroll: true, focusVisible: true});
                scrollTo(x, y);
                const name = one.tagName.toLowerCase() + ' ' + (one.id || one.getAttribute('href') || one.innerText || one.name);
                const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                return [one.dataset.probeStop || '', focused === plain ? 'unseen' : inside ? 'seen' : 'outside', name]
                    .join('|');
            }
            """;

    private static final String NAME = """
            number => {
                const one = document.querySelector('[data-probe-stop="' + number + '"]');
                return one.outerHTML.replace(/ data-probe-stop="\\\\d+"/, '').slice(0, 120);
            }
            """;

    private Keyboard() {}

    @SuppressWarnings("unchecked")
    static List<String> problems(Page page) {
        page.evaluate("() => { document.querySelectorAll('*').forEach(one => one.style.transition = 'none') }");
        var wanted = (List<String>) page.evaluate(NUMBER);
        page.evaluate("() => { document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0) }");
        var problems = new ArrayList<String>();
        Set<String> reached = new LinkedHashSet<>();
        // a date has several stops; a page that sets the focus itself is gone through from there and from the top
        int most = 2 * wanted.size() + 5 * page.locator("input[type=date]").count() + 5;
        for (int stop = 0; stop < most && !reached.containsAll(wanted); stop++) {
            page.keyboard().press("Tab");
            var focus = String.valueOf(page.evaluate(FOCUS));
            if (focus.isEmpty()) {
                continue;
            }
            var parts = List.of(focus.split("\\|", 3));
            if (!parts.getFirst().isEmpty() && !reached.add(parts.getFirst())) {
                continue;
            }
            if (!parts.get(1).equals("seen")) {
                problems.add(
                        "focus %s on %s".formatted(parts.get(1), parts.get(2).strip()));
            }
        }
        for (var number : wanted) {
            if (!reached.contains(number)) {
                problems.add("the tabulator does not reach " + page.evaluate(NAME, number));
            }
        }
        return problems;
    }
}
