package org.allmende;

/**
 * What one tenant of the demo county has that a route can be tried with.
 *
 * @param canary the name of an applicant that nobody but this tenant may ever read
 * @param citizen that applicant, with the case opened by its code
 */
public record TenantSample(String slug, String canary, Visitor citizen) {

    static TenantSample of(DemoCounty county, String slug) {
        return new TenantSample(slug, "Kanarienvogel " + slug, county.visitor());
    }
}
