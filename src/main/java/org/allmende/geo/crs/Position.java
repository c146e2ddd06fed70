package org.allmende.geo.crs;

/** Longitude and latitude in degrees, or east and north in metres: in this order, whatever order a coordinate system is written in. */
public record Position(double x, double y) {}
