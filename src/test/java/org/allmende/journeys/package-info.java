/** Whole ways through the application in a real browser, each as the people in it walk it. */
@org.jspecify.annotations.NullMarked
package org.allmende.journeys;
