package org.allmende.region;

/** What the official register says of a municipality or, added up, of a county; longitude and latitude of its seat. */
public record Place(String plz, int inhabitants, double areaKm2, double lon, double lat) {}
