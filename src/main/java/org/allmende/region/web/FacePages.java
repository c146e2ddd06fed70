package org.allmende.region.web;

import java.time.Duration;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** A tenant's colours and crest, at addresses that change with its colour, so that they may be kept for a year. */
@Controller
class FacePages {

    private static final CacheControl KEPT =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Regions regions;

    FacePages(Regions regions) {
        this.regions = regions;
    }

    @Public
    @GetMapping("/gesicht/{slug}/farben-{version}.css")
    ResponseEntity<String> colours(@PathVariable String slug) {
        return answer("text/css;charset=UTF-8", tenant(slug).theme().css());
    }

    @Public
    @GetMapping("/gesicht/{slug}/wappen-{version}.svg")
    ResponseEntity<String> crest(@PathVariable String slug) {
        return answer("image/svg+xml", tenant(slug).crest().svg());
    }

    private Tenant tenant(String slug) {
        return regions.current().find(slug).orElseThrow(NotFound::new);
    }

    private static ResponseEntity<String> answer(String type, String text) {
        return ResponseEntity.ok()
                .cacheControl(KEPT)
                .contentType(MediaType.parseMediaType(type))
                .body(text);
    }
}
