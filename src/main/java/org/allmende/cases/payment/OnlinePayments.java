package org.allmende.cases.payment;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.Entries;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.allmende.services.form.Euro;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Paying over the net. A request is for what was open when it began; it is settled once, by what the service itself says, in
 * one transaction with the payment. Whoever never comes back is asked about some minutes later.
 */
@Component
public class OnlinePayments {

    private static final Logger LOG = LoggerFactory.getLogger(OnlinePayments.class);

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Demands demands;
    private final Entries entries;
    private final ObjectProvider<PaymentService> services;
    private final Messages messages;
    private final Audit audit;
    private final Clock clock;

    OnlinePayments(
            Tenancy tenancy,
            JdbcClient db,
            Demands demands,
            Entries entries,
            ObjectProvider<PaymentService> services,
            Messages messages,
            Audit audit,
            Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.demands = demands;
        this.entries = entries;
        this.services = services;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    private Optional<PaymentService> service() {
        return services.orderedStream().findFirst();
    }

    /** What people call the service with which they can pay here; empty when there is only the invoice. */
    public Optional<String> findServiceName() {
        return service().map(PaymentService::name);
    }

    /** Where the citizen goes to pay what is open; {@link PaymentRefused} if nothing is, or nobody takes it. */
    public URI begin(Case it, URI back) {
        var service = service().orElseThrow(() -> new PaymentRefused("not set up"));
        var request = tenancy.as(it.tenant(), () -> {
            var demand = demands.lock(it.id())
                    .filter(one -> one.left() > 0)
                    .orElseThrow(() -> new PaymentRefused("nothing is owed"));
            var id = Ids.next();
            db.sql("""
                    insert into cases.payment_request (tenant, id, case_id, service, cents, state, created, asked)
                    values (platform.tenant(), :id, :caseId, :service, :cents, 'OPEN', :now, :now)
                    """)
                    .param("id", id)
                    .param("caseId", it.id())
                    .param("service", service.name())
                    .param("cents", demand.left())
                    .param("now", now())
                    .update();
            return new PaymentRequest(id, demand.left(), it.number().toString(), URI.create(back + "?zahlung=" + id));
        });
        return service.begin(request);
    }

    /** What came of it, as the citizen reads it. */
    public enum Result {
        PAID,
        /** Money has come, but not as much as was asked for, or more. */
        OTHER_AMOUNT,
        WAITING,
        NOT_PAID,
        /** What the browser brought back is not from the service, or about another payment. */
        FORGED
    }

    /** Somebody comes back to this case; only what the service itself says is booked. */
    public Result finish(Case it, UUID id, Map<String, String> back) {
        var service = service();
        var request = tenancy.as(
                it.tenant(), () -> find(id).filter(one -> one.caseId().equals(it.id())));
        if (service.isEmpty() || request.isEmpty() || !service.get().isGenuine(id, back)) {
            LOG.warn("A payment came back that is not genuine, case {}", it.id());
            return Result.FORGED;
        }
        return settle(it.tenant(), request.get(), service.get());
    }

    private Result settle(String tenant, Open request, PaymentService service) {
        return switch (service.ask(request.id())) {
            case PaymentService.Answer.Paid paid -> book(tenant, request, service, paid.cents());
            case PaymentService.Answer.Waiting ignored -> Result.WAITING;
            case PaymentService.Answer.Gone ignored -> {
                tenancy.run(tenant, () -> close(request.id(), "LEFT"));
                yield Result.NOT_PAID;
            }
        };
    }

    /** Books what has come. If that is not what was asked for, the cashier reads so beside it and sees what is missing or over. */
    private Result book(String tenant, Open request, PaymentService service, int cents) {
        boolean asAsked = cents == request.cents();
        return tenancy.as(tenant, () -> {
            var demand = demands.lock(request.caseId()).orElseThrow(() -> new PaymentRefused("nothing is owed"));
            close(request.id(), "PAID");
            if (cents > 0
                    && demands.book(
                            request.caseId(),
                            Payment.Kind.ONLINE,
                            cents,
                            GermanDates.today(clock),
                            service.name(),
                            asAsked ? "" : messages.text("de", "cases.cash.askedFor", euro(request.cents())),
                            request.id())) {
                if (!asAsked) {
                    LOG.warn("{}: asked for {} cents, booked the {} that came", request.id(), request.cents(), cents);
                }
                if (demand.left() > 0 && demand.left() <= cents) {
                    entries.addPaid(request.caseId(), service.name());
                }
                audit.record("payment.online", request.caseId(), Map.of("cents", String.valueOf(cents)));
            }
            return asAsked ? Result.PAID : Result.OTHER_AMOUNT;
        });
    }

    private static String euro(int cents) {
        return Euro.ofCents(cents).in("de");
    }

    private void close(UUID id, String state) {
        db.sql(
                        "update cases.payment_request set state = :state where tenant = platform.tenant() and id = :id and state = 'OPEN'")
                .param("id", id)
                .param("state", state)
                .update();
    }

    /** Asks the service about those who have not come back; after a day a request is given up. */
    void askAboutOpen(String tenant) {
        var service = service();
        var waiting = tenancy.as(
                tenant, () -> db.sql("""
                update cases.payment_request
                   set asked = :now
                 where (tenant, id) in (select tenant, id
                                          from cases.payment_request
                                         where tenant = platform.tenant()
                                           and state = 'OPEN' and asked < :now - interval '5 minutes'
                                         limit 100)
                returning *
                """).param("now", now()).query(Open::of).list());
        for (var request : waiting) {
            var result = service.isEmpty() ? Result.NOT_PAID : settle(tenant, request, service.get());
            if (result != Result.PAID
                    && request.created().isBefore(clock.instant().minusSeconds(86_400))) {
                tenancy.run(tenant, () -> close(request.id(), "LEFT"));
            }
        }
    }

    private record Open(UUID id, UUID caseId, int cents, Instant created) {

        static Open of(ResultSet row, int number) throws SQLException {
            return new Open(
                    row.getObject("id", UUID.class),
                    row.getObject("case_id", UUID.class),
                    row.getInt("cents"),
                    row.getObject("created", OffsetDateTime.class).toInstant());
        }
    }

    private Optional<Open> find(UUID id) {
        return db.sql("select * from cases.payment_request where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(Open::of)
                .optional();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
