package org.allmende.platform.html;

/**
 * How a page presents whom it belongs to: name, crest and colours of the region or of one tenant.
 *
 * @param slug the tenant, empty for the region's own pages
 * @param home path of its front page, with a slash at the end
 * @param crest path of the crest's picture
 * @param theme path of the style sheet that holds nothing but its colours
 */
public record Face(String slug, String name, String subtitle, String home, String crest, String theme) {}
