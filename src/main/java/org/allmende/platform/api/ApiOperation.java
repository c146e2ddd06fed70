package org.allmende.platform.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A route below {@code /api/v1} for other software: from method, parameters and answer its description is made. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ApiOperation {

    /** Key of its name among the messages. */
    String name();

    /** Key of what it does. */
    String text();
}
