package org.allmende.geo.web;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import org.allmende.platform.pdf.DrawnPages;
import org.allmende.platform.pdf.DrawnPages.Style;

/** Headings, paragraphs and lists below each other, on as many pages as they need. */
final class FlowingText {

    private static final double WIDTH = 210;
    private static final double HEIGHT = 297;
    private static final double LEFT = 22;
    private static final double TOP = 24;
    private static final double BOTTOM = 275;
    private static final double GAP = 2.2;
    private static final double INDENT = 5;
    private static final Style PLAIN = Style.plain(10);

    private final DrawnPages pages;
    private final String pageWord;
    private int page = 1;
    private double y = BOTTOM;

    /** @param pageWord what stands before the number of a page */
    FlowingText(DrawnPages pages, String pageWord) {
        this.pages = pages;
        this.pageWord = pageWord;
    }

    /** It never stands alone at the foot of a page. */
    void heading(String type, String text, Style style) throws IOException {
        var lines = pages.lines(text, style, WIDTH - 2 * LEFT);
        need((lines.size() + 3) * style.line() + 3 * GAP);
        y += 2 * GAP;
        put(type, lines, LEFT, style);
    }

    void paragraph(String text) throws IOException {
        put("P", pages.lines(text, PLAIN, WIDTH - 2 * LEFT), LEFT, PLAIN);
    }

    void list(List<String> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        // a page may end within the list: what is drawn on the next belongs to it all the same
        pages.within("L", list -> {
            for (var item : items) {
                var lines = pages.lines(item, PLAIN, WIDTH - 2 * LEFT - INDENT);
                need(lines.size() * PLAIN.line());
                double dot = y - 1;
                pages.within("LI", one -> {
                    pages.aside(pen -> pen.fill(new Rectangle2D.Double(LEFT + 1, dot - 0.6, 1, 1), Style.INK));
                    put("LBody", lines, LEFT + INDENT, PLAIN);
                });
            }
        });
    }

    private void put(String type, List<String> lines, double left, Style style) throws IOException {
        need(lines.size() * style.line());
        pages.text(type, lines, left, y, style);
        y += lines.size() * style.line() + GAP;
    }

    private void need(double height) throws IOException {
        if (y + height <= BOTTOM) {
            return;
        }
        page++;
        pages.page(WIDTH, HEIGHT);
        int number = page;
        pages.aside(pen -> pen.centred(pageWord + " " + number, WIDTH / 2, HEIGHT - 12, Style.plain(8.5)));
        y = TOP;
    }
}
