package org.allmende.sensing.sta;

/**
 * Leads from an entity to others.
 *
 * @param key what the entity knows of them: a number, with {@code {t}} for its alias
 * @param condition which rows they are, with {@code {t}} for their alias and {@code {k}} for the key
 */
record Link(String name, EntityType target, boolean many, String key, String condition) {

    String keyOn(String alias) {
        return key.replace("{t}", alias);
    }

    String conditionOn(String alias, String key) {
        return condition.replace("{t}", alias).replace("{k}", key);
    }
}
