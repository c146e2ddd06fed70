package org.allmende.sensing.sta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.fraunhofer.iosb.ilt.sta.ServiceFailureException;
import de.fraunhofer.iosb.ilt.sta.model.Datastream;
import de.fraunhofer.iosb.ilt.sta.model.Location;
import de.fraunhofer.iosb.ilt.sta.model.Observation;
import de.fraunhofer.iosb.ilt.sta.model.ObservedProperty;
import de.fraunhofer.iosb.ilt.sta.model.Sensor;
import de.fraunhofer.iosb.ilt.sta.model.Thing;
import de.fraunhofer.iosb.ilt.sta.model.ext.UnitOfMeasurement;
import de.fraunhofer.iosb.ilt.sta.service.SensorThingsService;
import java.net.URI;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.Devices;
import org.apache.http.HttpHeaders;
import org.apache.http.message.BasicHeader;
import org.geojson.Point;
import org.junit.jupiter.api.Test;

/** The client library of FROST, the open server that others use, against our interface. */
class FrostClientTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final ZonedDateTime FIRST = ZonedDateTime.parse("2026-03-01T00:00:00Z");

    private static SensorThingsService service(String token) throws Exception {
        var service = new SensorThingsService(URI.create(COUNTY.url("/sta/v1.1")));
        service.getClientBuilder()
                .setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)));
        service.rebuildHttpClient();
        return service;
    }

    private static Datastream station(SensorThingsService service, int observations) throws ServiceFailureException {
        var thing = new Thing("Pegel Süd “ẞ”", "Pegel an der Salzböde", Map.of("höhe", 231.5));
        thing.setLocations(
                List.of(new Location("Brücke", "An der Brücke", "application/geo+json", new Point(8.58, 50.77))));
        service.create(thing);
        var sensor = new Sensor("Radar", "Radarsensor", "text/plain", "-");
        service.create(sensor);
        var property = new ObservedProperty("Wasserstand", "https://example.org/W", "Höhe des Wassers");
        service.create(property);
        var datastream = new Datastream(
                "Wasserstand",
                "Wasserstand am Pegel",
                "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                new UnitOfMeasurement("Zentimeter", "cm", "ucum:cm"));
        datastream.setThing(thing.withOnlyId());
        datastream.setSensor(sensor.withOnlyId());
        datastream.setObservedProperty(property.withOnlyId());
        datastream.setProperties(Map.of("visibility", "public"));
        service.create(datastream);
        for (int i = 0; i < observations; i++) {
            var one = new Observation(100.5 + i, FIRST.plusMinutes(i));
            one.setDatastream(datastream.withOnlyId());
            service.create(one);
        }
        return datastream;
    }

    private static String token() {
        return COUNTY.bean(Tenancy.class)
                .as(TENANT, () -> COUNTY.bean(Devices.class).add("FROST-Client"));
    }

    @Test
    void whatTheClientMakesItReadsBack() throws Exception {
        var service = service(token());
        var made = station(service, 3);
        var read = service.datastreams().find(made.getId());
        assertThat(read.getName()).isEqualTo("Wasserstand");
        assertThat(read.getUnitOfMeasurement().getSymbol()).isEqualTo("cm");
        assertThat(read.getThing().getName()).isEqualTo("Pegel Süd “ẞ”");
        assertThat(read.getThing().getProperties().get("höhe")).hasToString("231.5");
        assertThat(read.getThing().locations().query().list().toList())
                .extracting(it -> ((Point) it.getLocation()).getCoordinates().getLatitude())
                .containsExactly(50.77);
        assertThat(read.getPhenomenonTime().getStart()).isEqualTo(FIRST.toInstant());
        var last = read.observations().query().orderBy("phenomenonTime desc").first();
        assertThat(((Number) last.getResult()).doubleValue()).isEqualTo(102.5);
        assertThat(service.observations().find(last.getId()).getDatastream().getName())
                .isEqualTo("Wasserstand");
        assertThat(last.getFeatureOfInterest().getName()).isEqualTo("Brücke");
    }

    @Test
    void theClientFiltersExpandsAndTurnsPages() throws Exception {
        var service = service(token());
        var made = station(service, 25);
        var high = made.observations()
                .query()
                .filter("result gt 110 and phenomenonTime lt "
                        + FIRST.plusMinutes(20).toInstant())
                .orderBy("result desc")
                .count()
                .top(4)
                .list();
        assertThat(high.getCount()).isEqualTo(10);
        var results = new ArrayList<Double>();
        high.fullIterator().forEachRemaining(it -> results.add(((Number) it.getResult()).doubleValue()));
        assertThat(results).hasSize(10).startsWith(119.5, 118.5).endsWith(110.5).doesNotHaveDuplicates();
        var expanded = service.things()
                .query()
                .filter("Datastreams/id eq " + made.getId())
                .expand(
                        "Datastreams($expand=Observations($filter=result ge 103;$orderby=result desc;$top=5;$select=result,id)),"
                                + "Locations")
                .list();
        assertThat(expanded.toList()).hasSize(1);
        var thing = expanded.iterator().next();
        assertThat(thing.getLocations().toList()).hasSize(1);
        var nested = new ArrayList<Double>();
        var observations = thing.getDatastreams().iterator().next().getObservations();
        observations.setService(service, Observation.class);
        observations.fullIterator().forEachRemaining(it -> nested.add(((Number) it.getResult()).doubleValue()));
        assertThat(nested)
                .as("all that the filter within $expand lets through, page by page")
                .hasSize(22)
                .startsWith(124.5, 123.5)
                .endsWith(103.5);
    }

    @Test
    void theClientChangesAndDeletes() throws Exception {
        var service = service(token());
        var made = station(service, 1);
        made.setName("Anders");
        service.update(made);
        assertThat(service.datastreams().find(made.getId()).getName()).isEqualTo("Anders");
        var one = made.observations().query().first();
        one.setResult(7);
        service.update(one);
        assertThat(((Number) service.observations().find(one.getId()).getResult()).intValue())
                .isEqualTo(7);
        service.delete(made);
        assertThatThrownBy(() -> service.datastreams().find(made.getId())).isInstanceOf(ServiceFailureException.class);
    }

    @Test
    void theClientIsRefusedWithoutAToken() throws Exception {
        var service = service("geraet.angelburg.falsch");
        assertThatThrownBy(() -> service.create(new Thing("x", "x"))).isInstanceOf(ServiceFailureException.class);
    }
}
