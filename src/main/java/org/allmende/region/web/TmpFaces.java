package org.allmende.region.web;
import java.util.Optional;
import org.allmende.platform.html.*;
import org.springframework.stereotype.Component;
@Component
class TmpFaces implements Faces {
    @Override public Optional<Face> find(String slug) { return slug.equals("gladenbach") ? Optional.of(new Face(slug, "Stadt Gladenbach", "im Landkreis", "/gladenbach/", "/wappen/gladenbach.svg", "/farben/gladenbach.css")) : Optional.empty(); }
    @Override public Face region() { return new Face("", "Landkreis Marburg-Biedenkopf", "Serviceportal", "/", "/wappen/x.svg", "/farben/x.css"); }
}
