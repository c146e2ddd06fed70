package org.allmende.services.notice;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a letter, as well-formed HTML of a few elements: blocks with fields ({@code {{case.number}}}) and tables. The
 * letter's frame (head, address, date, signature) is the platform's.
 */
public final class NoticeTemplate {

    /** The block about fee and payment; it is left out where nothing is to be paid. */
    private static final String FEE = "gebuehr";

    private final Map<String, Block> blocks = new LinkedHashMap<>();

    private NoticeTemplate(List<Block> blocks) {
        blocks.forEach(block -> this.blocks.put(block.id(), block));
    }

    /** The template, absent when there are flaws. */
    public record Reading(Optional<NoticeTemplate> template, List<Flaw> flaws) {}

    /**
     * @param fields names that exist
     * @param tables names of tables that exist
     */
    public static Reading read(byte[] html, Set<String> fields, Set<String> tables) {
        var reader = new NoticeReader(fields, tables);
        reader.read(html);
        return reader.flaws.isEmpty()
                ? new Reading(Optional.of(new NoticeTemplate(reader.blocks)), List.of())
                : new Reading(Optional.empty(), List.copyOf(reader.flaws));
    }

    public List<Block> blocks() {
        return List.copyOf(blocks.values());
    }

    /**
     * A block as a clerk sees it before the letter is made.
     *
     * @param editable whether the clerk may replace its text
     * @param text the package's own
     */
    public record Shown(String id, String title, boolean editable, String text) {}

    /** The blocks in their order; {@code open}: what fields are called that stay as they are, since they are
     * known only with the decision. */
    public List<Shown> show(Map<String, String> fields, Map<String, String> open) {
        return blocks.values().stream()
                .map(block -> new Shown(
                        block.id(),
                        block.title(),
                        block.editable(),
                        BlockText.of(block, fields, open).text()))
                .toList();
    }

    /** The names of the fields it uses. */
    public Set<String> fields() {
        var names = new LinkedHashSet<String>();
        for (var block : blocks.values()) {
            for (var piece : block.pieces()) {
                if (piece instanceof Block.Piece.Field field) {
                    names.add(field.name());
                }
            }
        }
        return names;
    }

    /** The whole letter as XHTML, one section per block. */
    public String fill(Map<String, String> fields, Map<String, Table> tables) {
        return fill(fields, tables, Map.of());
    }

    /**
     * The whole letter as XHTML, one section per block.
     *
     * @param edited the clerk's own text instead of a block's, by block id (see {@link BlockText}); a block without text is left out
     */
    public String fill(Map<String, String> fields, Map<String, Table> tables, Map<String, String> edited) {
        var html = new StringBuilder();
        for (var block : blocks.values()) {
            if (block.id().equals(FEE) && tables.values().stream().allMatch(Table::isEmpty) && !tables.isEmpty()) {
                continue;
            }
            var own = block.editable() ? edited.get(block.id()) : null;
            var content = own == null
                    ? fill(block, fields, tables)
                    : new BlockText(BlockText.of(block, fields, Map.of()).heading(), own).html(fields);
            if (!content.isEmpty()) {
                html.append("<section data-block=\"").append(block.id()).append("\">");
                html.append(content).append("</section>\n");
            }
        }
        return html.toString();
    }

    public boolean has(String block) {
        return blocks.containsKey(block);
    }

    /** One block as XHTML, which has to be there. */
    public String fillBlock(String id, Map<String, String> fields, Map<String, Table> tables) {
        var block = blocks.get(id);
        if (block == null) {
            throw new IllegalArgumentException("No block " + id);
        }
        return "<section data-block=\"%s\">%s</section>".formatted(id, fill(block, fields, tables));
    }

    private static String fill(Block block, Map<String, String> fields, Map<String, Table> tables) {
        var html = new StringBuilder();
        for (var piece : block.pieces()) {
            html.append(
                    switch (piece) {
                        case Block.Piece.Markup markup -> markup.html();
                        case Block.Piece.Field field -> value(fields, field.name());
                        case Block.Piece.Rows rows -> table(tables, rows.name());
                    });
        }
        return html.toString();
    }

    static String value(Map<String, String> fields, String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No value for the field " + name);
        }
        return escape(value).replace("\n", "<br/>");
    }

    private static String table(Map<String, Table> tables, String name) {
        var table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("No table " + name);
        }
        if (table.isEmpty()) {
            return "";
        }
        var html = new StringBuilder("<table><thead><tr>");
        table.head()
                .forEach(cell ->
                        html.append("<th scope=\"col\">").append(escape(cell)).append("</th>"));
        html.append("</tr></thead><tbody>");
        for (var row : table.rows()) {
            html.append("<tr>");
            row.forEach(cell -> html.append("<td>").append(escape(cell)).append("</td>"));
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    if (c >= ' ' || c == '\n' || c == '\t') {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
