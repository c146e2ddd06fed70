package org.allmende.platform.operations.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Answers requests that cannot be read. Left to Tomcat, they would be logged as faults of the server, with what was typed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableRequests extends OncePerRequestFilter {

    @Override
    @SuppressWarnings("IllegalCatch")
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failed) {
            var status = status(failed).or(() -> status(failed.getCause()));
            if (status.isEmpty() || response.isCommitted()) {
                throw failed;
            }
            response.sendError(status.get());
        }
    }

    private static Optional<Integer> status(@Nullable Throwable failed) {
        if (failed instanceof InvalidParameterException undecodable) {
            return Optional.of(undecodable.getErrorCode());
        }
        if (failed instanceof MaxUploadSizeExceededException) {
            return Optional.of(HttpStatus.CONTENT_TOO_LARGE.value());
        }
        // parts that are none, or a file's name with a NUL in it
        return failed instanceof MultipartException || failed instanceof InvalidFileNameException
                ? Optional.of(HttpStatus.BAD_REQUEST.value())
                : Optional.empty();
    }
}
