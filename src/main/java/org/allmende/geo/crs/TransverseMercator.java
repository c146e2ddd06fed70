package org.allmende.geo.crs;

/**
 * One strip of the Universal Transverse Mercator projection on the ellipsoid GRS 80, by Krüger's series in the third flattening as
 * C. F. F. Karney gives it (Journal of Geodesy 85, 2011, equations 7 to 21 and 35 f.), to the fourth order: micrometres within a zone.
 *
 * @param centralMeridian degrees
 * @param falseEasting metres
 */
record TransverseMercator(double centralMeridian, double falseEasting) {

    private static final double SEMI_MAJOR = 6_378_137;
    private static final double FLATTENING = 1 / 298.257222101;
    private static final double SCALE = 0.9996;

    private static final double N = FLATTENING / (2 - FLATTENING);
    private static final double E2 = FLATTENING * (2 - FLATTENING);
    private static final double E = Math.sqrt(E2);
    private static final double N2 = N * N;
    private static final double N3 = N2 * N;
    private static final double N4 = N3 * N;
    private static final double RADIUS = SCALE * SEMI_MAJOR / (1 + N) * (1 + N2 / 4 + N4 / 64);

    private static final double[] FORWARD = {
        N / 2 - N2 * 2 / 3 + N3 * 5 / 16 + N4 * 41 / 180,
        N2 * 13 / 48 - N3 * 3 / 5 + N4 * 557 / 1440,
        N3 * 61 / 240 - N4 * 103 / 140,
        N4 * 49561 / 161280
    };
    private static final double[] BACK = {
        N / 2 - N2 * 2 / 3 + N3 * 37 / 96 - N4 / 360,
        N2 / 48 + N3 / 15 - N4 * 437 / 1440,
        N3 * 17 / 480 - N4 * 37 / 840,
        N4 * 4397 / 161280
    };
    private static final int NEWTON_STEPS = 4;

    Position project(double lon, double lat) {
        double lambda = Math.toRadians(lon - centralMeridian);
        double conformal = conformal(Math.tan(Math.toRadians(lat)));
        double cosine = Math.cos(lambda);
        double xi = Math.atan2(conformal, cosine);
        double eta = asinh(Math.sin(lambda) / Math.hypot(conformal, cosine));
        double north = xi;
        double east = eta;
        for (int j = 0; j < FORWARD.length; j++) {
            int order = 2 * (j + 1);
            north += FORWARD[j] * Math.sin(order * xi) * Math.cosh(order * eta);
            east += FORWARD[j] * Math.cos(order * xi) * Math.sinh(order * eta);
        }
        return new Position(falseEasting + RADIUS * east, RADIUS * north);
    }

    Position unproject(double east, double north) {
        double xi = north / RADIUS;
        double eta = (east - falseEasting) / RADIUS;
        double xi0 = xi;
        double eta0 = eta;
        for (int j = 0; j < BACK.length; j++) {
            int order = 2 * (j + 1);
            xi0 -= BACK[j] * Math.sin(order * xi) * Math.cosh(order * eta);
            eta0 -= BACK[j] * Math.cos(order * xi) * Math.sinh(order * eta);
        }
        double sinh = Math.sinh(eta0);
        double cosine = Math.cos(xi0);
        double tangent = tangent(Math.sin(xi0) / Math.hypot(sinh, cosine));
        return new Position(
                centralMeridian + Math.toDegrees(Math.atan2(sinh, cosine)), Math.toDegrees(Math.atan(tangent)));
    }

    /** Tangent of the conformal latitude from that of the geographic one. */
    private static double conformal(double tangent) {
        double root = Math.hypot(1, tangent);
        double sigma = Math.sinh(E * atanh(E * tangent / root));
        return tangent * Math.hypot(1, sigma) - sigma * root;
    }

    private static double tangent(double conformal) {
        double tangent = conformal / (1 - E2);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double reached = conformal(tangent);
            tangent += (conformal - reached)
                    / Math.hypot(1, reached)
                    * (1 + (1 - E2) * tangent * tangent)
                    / ((1 - E2) * Math.hypot(1, tangent));
        }
        return tangent;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    private static double asinh(double x) {
        return Math.signum(x) * Math.log(Math.abs(x) + Math.hypot(1, x));
    }
}
