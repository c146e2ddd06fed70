package org.allmende.cases.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Region;
import org.allmende.region.Slug;
import org.jspecify.annotations.Nullable;

/**
 * For whom something is that is kept at the desk, a view or a text: one person, an office, or all of the tenant.
 *
 * @param account whose it is, null for one that is shared
 * @param office who shares it, null for the whole tenant
 */
public record Audience(@Nullable UUID account, @Nullable String office) {

    /** Rows that a person sees; with the parameters {@link #visibleTo}. */
    static final String VISIBLE = """
            (account = :account or account is null and (office is null or :everyOffice or office = any(:offices)))
            """;

    /** Rows for exactly this audience; with the parameters {@link #parameters}. */
    static final String SAME = "account is not distinct from :owner and office is not distinct from :office";

    private static final String ME = "mich";
    private static final String ALL = "alle";
    private static final String OFFICE = "amt:";

    /** What a form says: {@code mich}, {@code alle} or {@code amt:standesamt}; {@link Forbidden} for an office of others. */
    public static Audience parse(Staff staff, String typed) {
        if (typed.equals(ALL)) {
            return new Audience(null, null);
        }
        if (!typed.startsWith(OFFICE)) {
            return new Audience(staff.account(), null);
        }
        var office = typed.substring(OFFICE.length());
        if (!staff.worksIn(office)) {
            throw new Forbidden();
        }
        return new Audience(null, office);
    }

    /** What somebody can choose: value and words. */
    public static Map<String, String> choices(Page page, Staff staff, Region region) {
        var choices = new LinkedHashMap<String, String>();
        choices.put(ME, page.t("cases.worklist.keep.me"));
        region.listOffices(new Slug(staff.tenant())).stream()
                .filter(office -> staff.worksIn(office.id()))
                .forEach(office ->
                        choices.put(OFFICE + office.id(), page.t("cases.worklist.keep.office", office.name())));
        choices.put(ALL, page.t("cases.worklist.keep.all"));
        return choices;
    }

    public boolean isShared() {
        return account == null;
    }

    /** Whether it is of use in an office's case. */
    public boolean isOf(String caseOffice) {
        return office == null || office.equals(caseOffice);
    }

    /** Whose it is; a shared one a lead, of the office if it is that office's. */
    public boolean mayBeChangedBy(Staff staff) {
        return isShared()
                ? staff.isOneOf(Role.LEAD) && (office == null || staff.worksIn(office))
                : staff.account().equals(account);
    }

    Map<String, @Nullable Object> parameters() {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("owner", account);
        parameters.put("office", office);
        return parameters;
    }

    static Map<String, Object> visibleTo(Staff staff) {
        return Map.of(
                "account",
                staff.account(),
                "everyOffice",
                staff.offices().contains("*"),
                "offices",
                staff.offices().toArray(String[]::new));
    }

    static Audience of(ResultSet row) throws SQLException {
        return new Audience(row.getObject("account", UUID.class), row.getString("office"));
    }
}
