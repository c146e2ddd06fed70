package org.allmende.sensing;

/** The battery of a thing, whose charge is one of its datastreams: in per cent, or in volts. */
public final class Battery {

    /** The definition of the observed property. */
    public static final String PROPERTY = "urn:allmende:property:battery";

    private static final String PER_CENT = "%";
    private static final double WEAK_PER_CENT = 20;

    private Battery() {}

    public static boolean isPerCent(Datastream charge) {
        return PER_CENT.equals(charge.unit().symbol());
    }

    /**
     * Whether it is to be changed: below what the datastream's property {@code weak} says, in its unit, else below 20 per cent. The
     * volts of an empty battery depend on its kind: without that property nobody knows.
     */
    public static boolean isWeak(Datastream charge, double value) {
        var properties = charge.described().properties();
        double usual = isPerCent(charge) ? WEAK_PER_CENT : Double.NaN;
        return value < (properties == null ? usual : properties.path("weak").asDouble(usual));
    }
}
