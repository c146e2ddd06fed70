package org.allmende.sensing.sta;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.sensing.Micros;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.sta.Conditions.Scope;
import org.allmende.sensing.sta.Entity.Entities;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads entities, one query for each level of {@code $expand}. Whom they may be shown to is decided by the policies of the
 * database, for the tenant of the caller's transaction or for everybody.
 */
@Component
class Reader {

    private static final String TABLE = "t";

    private final JdbcClient db;

    Reader(JdbcClient db) {
        this.db = db;
    }

    /** Where entities are looked for: all of a type, or those to which a link leads. */
    record Source(EntityType type, @Nullable Link link, long key) {

        static Source all(EntityType type) {
            return new Source(type, null, 0);
        }

        private Piece condition() {
            return link == null
                    ? Piece.of("true")
                    : boundTo(link.conditionOn(TABLE, "{k}").split("\\{k}", -1), key);
        }

        private static Piece boundTo(String[] parts, long key) {
            var keys = new Object[parts.length - 1];
            java.util.Arrays.fill(keys, key);
            return Piece.of(String.join("{?}", parts), keys);
        }
    }

    Entities list(Source from, Query query) {
        var conditions = new Conditions(new Joins.Names(), new Geometries(db));
        var scope = new Scope(from.type(), TABLE);
        var where = where(from, query, conditions, scope);
        var columns = Columns.of(from.type(), query, TABLE);
        var select = Piece.of(
                "select " + columns.sql() + " from " + from.type().table() + " " + TABLE
                        + " where {?} order by {?} limit {?} offset {?}",
                where,
                order(from.type(), query, conditions, scope),
                query.limit() + 1,
                query.skip());
        var found = read(select, columns, from.type());
        boolean more = found.size() > query.limit();
        var all = more ? found.subList(0, query.limit()) : found;
        expand(from.type(), all, query);
        return new Entities(all, query.count() ? count(from, where) : null, more);
    }

    private static Piece where(Source from, Query query, Conditions conditions, Scope scope) {
        return query.filter() == null
                ? from.condition()
                : Piece.of("{?} and {?}", from.condition(), conditions.condition(query.filter(), scope));
    }

    private long count(Source from, Piece where) {
        var sql = Piece.of("select count(*) from " + from.type().table() + " " + TABLE + " where {?}", where);
        return db.sql(sql.sql()).params(sql.values()).query(Long.class).single();
    }

    Optional<Entity> find(EntityType type, String id, Query query) {
        return find(Source.all(type), id, query);
    }

    /** The entity with this id, or the only one there if it is null. */
    Optional<Entity> find(Source from, @Nullable String id, Query query) {
        var type = from.type();
        var columns = Columns.of(type, query, TABLE);
        var condition = id == null ? Piece.of("true") : identified(type, id);
        if (condition == null) {
            return Optional.empty();
        }
        var select = Piece.of(
                "select " + columns.sql() + " from " + type.table() + " " + TABLE + " where {?} and {?} limit 1",
                from.condition(),
                condition);
        var found = read(select, columns, type);
        expand(type, found, query);
        return found.stream().findFirst();
    }

    /** Where a link leads from the entity with this id, or the only one there if it is null. */
    Optional<Long> follow(Source from, @Nullable String id, Link link) {
        var condition = id == null ? Piece.of("true") : identified(from.type(), id);
        if (condition == null) {
            return Optional.empty();
        }
        var select = Piece.of(
                "select " + link.keyOn(TABLE) + " from " + from.type().table() + " " + TABLE
                        + " where {?} and {?} limit 1",
                from.condition(),
                condition);
        return db.sql(select.sql()).params(select.values()).query(Long.class).optional();
    }

    /** Whether it belongs to the tenant of the transaction, who may change it. */
    boolean isOwn(Entity it) {
        var sql = it.key == null
                ? "select count(*) from " + it.type.table() + " where id = ? and tenant = platform.tenant()"
                : "select count(*) from sensing.datastream where id = ? and tenant = platform.tenant()";
        long id = it.key == null ? it.id : it.key.datastream();
        return db.sql(sql).params(List.of(id)).query(Long.class).single() > 0;
    }

    /** Null if there cannot be such an id. */
    static @Nullable Piece identified(EntityType type, String id) {
        if (type == EntityType.OBSERVATION) {
            return ObservationKey.parse(id)
                    .map(key -> Piece.of(
                            """
                            t.datastream = {?}
                            and ((t.time = {?} and t.sequence = {?} and t.more ->> 'id' is null) or t.more ->> 'id' = {?})""",
                            key.datastream(),
                            Micros.toInstant(key.micros()).atOffset(java.time.ZoneOffset.UTC),
                            key.sequence(),
                            key.text()))
                    .orElse(null);
        }
        return id.matches("\\d{1,18}") ? Piece.of("t.id = {?}", Long.valueOf(id)) : null;
    }

    private static Piece order(EntityType type, Query query, Conditions conditions, Scope scope) {
        var all = new ArrayList<Piece>();
        boolean byTime = false;
        for (var one : query.orderBy()) {
            var direction = one.descending() ? " desc" : "";
            var steps = one.by() instanceof Expr.Path path ? path.steps() : List.<String>of();
            if (steps.size() == 1 && Conditions.isId(steps.getFirst())) {
                all.add(Piece.of(id(type, scope.alias(), direction)));
                return Piece.joined(", ", all);
            }
            byTime = steps.equals(List.of("phenomenonTime")) && type == EntityType.OBSERVATION;
            // what is not there comes last in both directions
            all.add(Piece.of("{?}" + direction + (byTime ? "" : " nulls last"), conditions.order(one.by(), scope)));
            if (byTime) {
                // the index goes on so
                all.add(Piece.of(
                        scope.alias() + ".datastream" + direction + ", " + scope.alias() + ".sequence" + direction));
            }
        }
        if (!byTime) {
            all.add(Piece.of(id(type, scope.alias(), "")));
        }
        return Piece.joined(", ", all);
    }

    private static String id(EntityType type, String alias, String direction) {
        return type == EntityType.OBSERVATION
                ? "%1$s.datastream%2$s, %1$s.time%2$s, %1$s.sequence%2$s".formatted(alias, direction)
                : alias + ".id" + direction;
    }

    private List<Entity> read(Piece select, Columns columns, EntityType type) {
        return db.sql(select.sql())
                .params(select.values())
                .query((row, number) -> columns.entity(type, row))
                .list();
    }

    private void expand(EntityType type, List<Entity> of, Query query) {
        if (of.isEmpty()) {
            return;
        }
        for (var one : query.expand().entrySet()) {
            var link = type.link(one.getKey())
                    .orElseThrow(() -> Refusal.bad("%s has no link %s.", type.single(), one.getKey()));
            expand(of, link, one.getValue());
        }
    }

    private void expand(List<Entity> of, Link link, Query query) {
        var keys = of.stream()
                .map(it -> it.links.get(link.name()))
                .filter(java.util.Objects::nonNull)
                .distinct()
                .toArray(Long[]::new);
        var type = link.target();
        var conditions = new Conditions(new Joins.Names(), new Geometries(db));
        var scope = new Scope(type, TABLE);
        var columns = Columns.of(type, query, TABLE);
        var filter = query.filter() == null ? Piece.of("true") : conditions.condition(query.filter(), scope);
        var linked = Piece.of(link.conditionOn(TABLE, "p.k"));
        var select = Piece.of(
                "select c.*, p.k as linked from unnest({?}::bigint[]) with ordinality as p (k, n) cross join lateral (select "
                        + columns.sql() + " from " + type.table() + " " + TABLE
                        + " where {?} and {?} order by {?} limit {?} offset {?}) as c",
                keys,
                linked,
                filter,
                order(type, query, conditions, scope),
                (link.many() ? query.limit() : 1) + 1,
                query.skip());
        var found = new HashMap<Long, List<Entity>>();
        db.sql(select.sql()).params(select.values()).query((ResultSet row) -> {
            found.computeIfAbsent(row.getLong("linked"), first -> new ArrayList<>())
                    .add(columns.entity(type, row));
        });
        var counts = query.count() ? counts(keys, link, linked, filter) : Map.<Long, Long>of();
        expand(type, found.values().stream().flatMap(List::stream).toList(), query);
        for (var one : of) {
            var key = one.links.get(link.name());
            var all = key == null ? List.<Entity>of() : found.getOrDefault(key, List.of());
            boolean more = link.many() && all.size() > query.limit();
            one.expanded.put(
                    link.name(),
                    new Entities(
                            more ? all.subList(0, query.limit()) : all,
                            query.count() ? counts.getOrDefault(key, 0L) : null,
                            more));
        }
    }

    private Map<Long, Long> counts(Long[] keys, Link link, Piece linked, Piece filter) {
        var select = Piece.of(
                "select p.k, (select count(*) from " + link.target().table() + " " + TABLE
                        + " where {?} and {?}) as n from unnest({?}::bigint[]) as p (k)",
                linked,
                filter,
                keys);
        var counts = new HashMap<Long, Long>();
        db.sql(select.sql()).params(select.values()).query((ResultSet row) -> {
            counts.put(row.getLong(1), row.getLong(2));
        });
        return counts;
    }

    /** What is read of an entity, and where it stands in a row. */
    private record Columns(String sql, List<Property> properties, List<Link> links) {

        static Columns of(EntityType type, Query query, String alias) {
            var asked = query.select();
            var known = new ArrayList<Property>();
            for (var property : type.all()) {
                if (asked.isEmpty() || isAsked(asked, property.name())) {
                    known.add(property);
                }
            }
            for (var name : asked) {
                var plain = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
                if (!Conditions.isId(plain)
                        && !plain.equals("@iot.selfLink")
                        && type.property(plain).isEmpty()
                        && type.link(plain).isEmpty()) {
                    throw Refusal.bad("%s has no property %s.", type.single(), name);
                }
            }
            var links = query.expand().keySet().stream()
                    .flatMap(name -> type.link(name).stream())
                    .toList();
            var sql = new ArrayList<String>();
            if (type == EntityType.OBSERVATION) {
                sql.add("%1$s.datastream, %1$s.time, %1$s.sequence, %1$s.more ->> 'id' as id".formatted(alias));
            } else {
                sql.add(alias + ".id");
            }
            for (int i = 0; i < known.size(); i++) {
                var property = known.get(i);
                sql.add("(" + property.on(alias) + ") as p" + i);
                if (!property.end().isEmpty()) {
                    sql.add("(" + property.endOn(alias) + ") as e" + i);
                }
            }
            for (int i = 0; i < links.size(); i++) {
                sql.add("(" + links.get(i).keyOn(alias) + ") as l" + i);
            }
            return new Columns(String.join(", ", sql), known, links);
        }

        private static boolean isAsked(Set<String> asked, String name) {
            return asked.contains(name) || asked.stream().anyMatch(one -> one.startsWith(name + "/"));
        }

        Entity entity(EntityType type, ResultSet row) throws SQLException {
            var entity = type == EntityType.OBSERVATION
                    ? new Entity(type, 0, key(row))
                    : new Entity(type, row.getLong("id"), null);
            for (int i = 0; i < properties.size(); i++) {
                entity.values[type.all().indexOf(properties.get(i))] = value(properties.get(i), row, i);
            }
            for (int i = 0; i < links.size(); i++) {
                var key = row.getLong("l" + i);
                if (!row.wasNull()) {
                    entity.links.put(links.get(i).name(), key);
                }
            }
            return entity;
        }

        private static ObservationKey key(ResultSet row) throws SQLException {
            var former = row.getString("id");
            return former != null
                    ? ObservationKey.parse(former).orElseThrow()
                    : new ObservationKey(row.getInt("datastream"), micros(row, "time"), row.getInt("sequence"));
        }

        private static long micros(ResultSet row, String column) throws SQLException {
            return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
        }

        private static @Nullable Object value(Property property, ResultSet row, int i) throws SQLException {
            return switch (property.kind()) {
                case TIME -> row.getObject("p" + i) == null ? null : new Entity.Span(micros(row, "p" + i), null);
                case INTERVAL ->
                    row.getObject("p" + i) == null
                            ? null
                            : new Entity.Span(
                                    micros(row, "p" + i), row.getObject("e" + i) == null ? null : micros(row, "e" + i));
                case RESULT -> {
                    var number = row.getObject("p" + i, Double.class);
                    yield number != null ? number : row.getString("e" + i);
                }
                default -> row.getString("p" + i);
            };
        }
    }
}
