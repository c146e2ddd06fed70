package org.allmende.platform.operations.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.allmende.platform.api.Problem;
import org.allmende.platform.html.PageResolver;
import org.allmende.platform.login.Public;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Says in plain words what went wrong and what to do, in the face of the tenant whose page was asked for; to other software
 * as a {@link Problem}.
 */
@Controller
class ErrorPages implements ErrorController {

    private final PageResolver pages;

    ErrorPages(PageResolver pages) {
        this.pages = pages;
    }

    @Public
    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var status = status(request);
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri ? uri : "/";
        var httpStatus = HttpStatus.valueOf(status);
        if (path.startsWith("/api/") || path.startsWith("/sta/") || path.startsWith("/sta-tasking/")) {
            return Problem.of(pages.errorPage(request, path), httpStatus);
        }
        return pages.errorPage(request, path)
                .show("platform/error", new ErrorPage(status, kind(httpStatus)), httpStatus);
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
    }

    private static String kind(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND, METHOD_NOT_ALLOWED, GONE -> "notFound";
            case FORBIDDEN, UNAUTHORIZED -> "forbidden";
            case CONTENT_TOO_LARGE, PAYLOAD_TOO_LARGE -> "tooLarge";
            default -> status.is4xxClientError() ? "badRequest" : "broken";
        };
    }
}
