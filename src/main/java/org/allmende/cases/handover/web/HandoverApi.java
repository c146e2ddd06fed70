package org.allmende.cases.handover.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.cases.Cases;
import org.allmende.cases.handover.CaseSchema;
import org.allmende.cases.handover.Handovers;
import org.allmende.cases.handover.Receipts;
import org.allmende.cases.handover.Receiver;
import org.allmende.cases.handover.Receivers;
import org.allmende.platform.api.ApiOperation;
import org.allmende.platform.api.Example;
import org.allmende.platform.audit.Actor;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.WithToken;
import org.allmende.services.Services;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What an office's own software asks for: a case as a ZIP, the schema of what is in it, and that it has been taken over. */
@RestController
class HandoverApi {

    private final Tenancy tenancy;
    private final Cases cases;
    private final Receivers receivers;
    private final Handovers handovers;
    private final Receipts receipts;
    private final CaseSchema schema;
    private final Services services;
    private final Audit audit;

    HandoverApi(
            Tenancy tenancy,
            Cases cases,
            Receivers receivers,
            Handovers handovers,
            Receipts receipts,
            CaseSchema schema,
            Services services,
            Audit audit) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.receivers = receivers;
        this.handovers = handovers;
        this.receipts = receipts;
        this.schema = schema;
        this.services = services;
        this.audit = audit;
    }

    /** @param reference the software's own number for the case; may be left out */
    record Takeover(@Nullable String reference) {}

    /** @param at when it was noted first, or with this reference */
    record Taken(String number, String reference, String at) {}

    private record Found(Case it, Receiver receiver) {}

    @Public
    @ApiOperation(name = "cases.api.schema", text = "cases.api.schema.text")
    @GetMapping(path = "/api/v1/services/{service}/{version}/schema.json", produces = "application/schema+json")
    ObjectNode getSchema(
            @PathVariable @Example("eheurkunde") String service, @PathVariable @Example("1.0.0") String version) {
        return services.listPackages().stream()
                .filter(pack ->
                        pack.name().equals(service) && pack.version().toString().equals(version))
                .findFirst()
                .map(schema::of)
                .orElseThrow(NotFound::new);
    }

    @WithToken
    @ApiOperation(name = "cases.api.zip", text = "cases.api.zip.text")
    @GetMapping(path = "/api/v1/cases/{number}/handover.zip", produces = "application/zip")
    void getHandover(
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            @PathVariable @Example("GLA-7K4Q-22PM") String number,
            HttpServletResponse response)
            throws IOException {
        var handover = Actor.call(
                holder.actor(),
                () -> tenancy.as(holder.tenant(), () -> {
                    var found = find(holder, number);
                    audit.record(
                            "handover.fetched",
                            found.it().id(),
                            Map.of("receiver", found.receiver().name()));
                    return handovers.of(found.it());
                }));
        Zip.send(handovers, handover, response);
    }

    @WithToken
    @ApiOperation(name = "cases.api.receipt", text = "cases.api.receipt.text")
    @PostMapping(
            path = "/api/v1/cases/{number}/handover/receipt",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Taken confirmHandover(
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            @PathVariable @Example("GLA-7K4Q-22PM") String number,
            @RequestBody @Example("{\"reference\": \"4711\"}") Takeover takeover) {
        var typed = takeover.reference() == null ? "" : takeover.reference();
        var plain = typed.replaceAll("\\p{Cntrl}+", " ").strip();
        var reference = plain.substring(0, Math.min(Receipts.LONGEST, plain.length()));
        return Actor.call(
                holder.actor(),
                () -> tenancy.as(holder.tenant(), () -> {
                    var found = find(holder, number);
                    var taken = receipts.add(found.it(), found.receiver(), reference);
                    return new Taken(
                            found.it().number().toString(),
                            taken.reference(),
                            taken.at().toString());
                }));
    }

    /** A case that the receiver may see; all others are not there. */
    private Found find(TokenHolder holder, String number) {
        UUID id = holder.id();
        var receiver = receivers.find(id).orElseThrow(NotFound::new);
        return CaseNumber.parse(number)
                .flatMap(cases::find)
                .filter(receiver::covers)
                .map(it -> new Found(it, receiver))
                .orElseThrow(NotFound::new);
    }
}
