@NullMarked
package org.allmende.cases.notification.web;

import org.jspecify.annotations.NullMarked;
