package org.allmende.platform.database;

/** An address of PostgreSQL with one of the three roles' log-ins. */
public record Login(String url, String user, String password) {

    @Override
    public String toString() {
        return user + " at " + url;
    }
}
