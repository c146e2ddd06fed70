package org.allmende.platform.login;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Only software that shows a token ({@code Authorization: Bearer …}, RFC 6750 §2.1); the route gets its {@link TokenHolder}
 * as {@code @RequestAttribute(TokenHolder.ATTRIBUTE)}. Cookies mean nothing there, so no other website can use them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithToken {}
