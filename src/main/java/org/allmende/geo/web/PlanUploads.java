package org.allmende.geo.web;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.DispatcherServlet;

/** Plans of up to 200 MB come in at one address, by way of the disk; everywhere else the small limit of the server holds. */
@Configuration(proxyBeanMethods = false)
class PlanUploads {

    static final String TOO_HEAVY = "zu-gross";

    private static final long LARGEST = 200L << 20;

    /** What surrounds the file in a form. */
    private static final long FORM = 1 << 16;

    /** A browser hears an answer only when all has been taken that it wanted to send; beyond this it may wait in vain. */
    private static final long MOST_READ_AWAY = 1L << 30;

    @Bean
    ServletRegistrationBean<HttpServlet> planUpload(DispatcherServlet dispatcher) {
        var registration = new ServletRegistrationBean<HttpServlet>(new Intake(dispatcher), PlanDesk.PATH);
        registration.setName("planUpload");
        registration.setMultipartConfig(new MultipartConfigElement("", LARGEST, LARGEST + FORM, 0));
        return registration;
    }

    private static final class Intake extends HttpServlet {

        private static final long serialVersionUID = 1L;

        private final transient DispatcherServlet dispatcher;

        Intake(DispatcherServlet dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            long length = request.getContentLengthLong();
            if (length <= LARGEST + FORM) {
                dispatcher.service(request, response);
                return;
            }
            if (length <= MOST_READ_AWAY) {
                request.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
            response.setStatus(HttpStatus.SEE_OTHER.value());
            response.setHeader(HttpHeaders.LOCATION, PlanDesk.PATH + "?erledigt=" + TOO_HEAVY);
        }
    }
}
