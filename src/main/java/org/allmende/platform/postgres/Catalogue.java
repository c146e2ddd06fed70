package org.allmende.platform.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the database itself says about its tables, so that no table has to be listed to be backed up. */
record Catalogue(Connection connection) {

    /** The columns are those that are stored, not computed. */
    record Table(String schema, String name, boolean partitioned, List<String> columns) {
        String copyOut() {
            return partitioned
                    ? "copy (select %s from %s) to stdout".formatted(list(columns), quoted(schema, name))
                    : "copy %s (%s) to stdout".formatted(quoted(schema, name), list(columns));
        }
    }

    /** An alteration that is taken back once the rows are there. */
    record Suspension(String begin, String end) {}

    private interface Row<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Without Flyway's histories, which a migration writes, and without sessions, which nobody wants back. */
    List<Table> tables() throws SQLException {
        return list("""
                select n.nspname, c.relname, c.relkind = 'p',
                       array(select a.attname
                               from pg_attribute a
                              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                              order by a.attnum)
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind in ('r', 'p')
                   and not c.relispartition
                   and c.relpersistence <> 't'
                   and n.nspname <> 'information_schema' and n.nspname not like 'pg\\_%'
                   and c.relname not in ('flyway_history', 'flyway_schema_history', 'spring_session', 'spring_session_attributes')
                   and not exists (select from pg_depend d
                                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                 order by 1, 2
                """, rows -> new Table(rows.getString(1), rows.getString(2), rows.getBoolean(3), strings(rows, 4)));
    }

    /** The parts of partitioned tables, and which roles may add rows to them. */
    List<Manifest.Partition> partitions() throws SQLException {
        return list(
                """
                select n.nspname, c.relname, p.relname, pg_get_expr(c.relpartbound, c.oid),
                       array(select a.grantee::regrole::text
                               from aclexplode(c.relacl) a
                              where a.privilege_type = 'INSERT' and a.grantee <> c.relowner
                              order by 1)
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  join pg_inherits i on i.inhrelid = c.oid
                  join pg_class p on p.oid = i.inhparent
                 where c.relispartition and c.relkind = 'r'
                 order by 1, 2
                """,
                rows -> new Manifest.Partition(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), strings(rows, 5)));
    }

    List<Manifest.Sequence> sequences() throws SQLException {
        var names = list("""
                select schemaname, sequencename from pg_sequences
                 where schemaname <> 'information_schema' and schemaname not like 'pg\\_%'
                 order by 1, 2
                """, rows -> List.of(rows.getString(1), rows.getString(2)));
        var sequences = new ArrayList<Manifest.Sequence>();
        for (var name : names) {
            var query = "select last_value, is_called from " + quoted(name.getFirst(), name.getLast());
            sequences.add(list(
                            query,
                            rows -> new Manifest.Sequence(
                                    name.getFirst(), name.getLast(), rows.getLong(1), rows.getBoolean(2)))
                    .getFirst());
        }
        return sequences;
    }

    Map<String, String> migrations() throws SQLException {
        var histories = list("""
                select schemaname, tablename from pg_tables
                 where tablename in ('flyway_history', 'flyway_schema_history')
                """, rows -> List.of(rows.getString(1), rows.getString(2)));
        var versions = new TreeMap<String, String>();
        for (var history : histories) {
            var query =
                    "select version from %s where success and version is not null order by installed_rank desc limit 1"
                            .formatted(quoted(history.getFirst(), history.getLast()));
            list(query, rows -> rows.getString(1)).forEach(version -> versions.put(history.getFirst(), version));
        }
        return versions;
    }

    /** Foreign keys, since tables may refer to each other in a circle; triggers, since they have fired already. */
    List<Suspension> suspensions() throws SQLException {
        var all = list("""
                select format('alter table %I.%I drop constraint %I', n.nspname, c.relname, k.conname),
                       format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid))
                  from pg_constraint k
                  join pg_class c on c.oid = k.conrelid
                  join pg_namespace n on n.oid = c.relnamespace
                 where k.contype = 'f' and k.conparentid = 0
                """, Catalogue::suspension);
        all.addAll(list("""
                select format('alter table %I.%I disable trigger %I', n.nspname, c.relname, t.tgname),
                       format('alter table %I.%I enable %s trigger %I', n.nspname, c.relname,
                              case t.tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, t.tgname)
                  from pg_trigger t
                  join pg_class c on c.oid = t.tgrelid
                  join pg_namespace n on n.oid = c.relnamespace
                 where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D'
                """, Catalogue::suspension));
        return all;
    }

    private static Suspension suspension(ResultSet rows) throws SQLException {
        return new Suspension(rows.getString(1), rows.getString(2));
    }

    String version() throws SQLException {
        return list("show server_version", rows -> rows.getString(1)).getFirst();
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> List<T> list(String query, Row<T> row) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(row.of(rows));
            }
            return all;
        }
    }

    private static List<String> strings(ResultSet rows, int column) throws SQLException {
        return List.copyOf(Arrays.asList((String[]) rows.getArray(column).getArray()));
    }

    static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(Catalogue::quoted).toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
