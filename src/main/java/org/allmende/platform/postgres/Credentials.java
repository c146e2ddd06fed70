package org.allmende.platform.postgres;

/** The log-in of one database role. */
public record Credentials(String user, String password) {
    @Override
    public String toString() {
        return user;
    }
}
