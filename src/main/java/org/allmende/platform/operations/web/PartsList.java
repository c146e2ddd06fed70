package org.allmende.platform.operations.web;

import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What the software is made of, as CycloneDX: the build makes the list, if it may ask where the parts come from. */
@Controller
class PartsList {

    static final String PATH = "/arbeitsplatz/betrieb/sbom.json";

    private static final Resource LIST = new ClassPathResource("META-INF/sbom/application.cdx.json");

    static boolean isThere() {
        return LIST.exists();
    }

    @Allowed(Role.OPERATOR)
    @GetMapping(PATH)
    ResponseEntity<Resource> download() {
        if (!isThere()) {
            throw new NotFound();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/vnd.cyclonedx+json"))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("allmende.cdx.json")
                                .build()
                                .toString())
                .body(LIST);
    }
}
