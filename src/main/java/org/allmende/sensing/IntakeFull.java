package org.allmende.sensing;

/** More comes in than can be written, and waiting did not help. Nothing was taken; send it again later. */
public class IntakeFull extends RuntimeException {

    IntakeFull() {
        super("The intake is full.", null, false, false);
    }
}
