package org.allmende.sensing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.WithToken;
import org.allmende.sensing.sta.Part;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** SensorThings' tasking at {@code /sta-tasking/v1.1}: only for holders of a device's token, who see what is their tenant's, and switch it if they may. */
@Controller
class TaskingApi {

    private static final String VERSION = "v1.1";
    private static final String ROOT = "/sta-tasking/" + VERSION;

    private final SensorThingsExchange exchange;

    TaskingApi(SensorThingsExchange exchange) {
        this.exchange = exchange;
    }

    @WithToken
    @GetMapping({ROOT, ROOT + "/{*path}"})
    void get(
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(holder, request, response);
    }

    @WithToken
    @RequestMapping(
            path = ROOT + "/{*path}",
            method = {RequestMethod.POST, RequestMethod.PATCH, RequestMethod.PUT, RequestMethod.DELETE})
    void change(
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(holder, request, response);
    }

    private void answer(TokenHolder holder, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        exchange.answer(Part.TASKING, VERSION, exchange.device(holder), request, response);
    }
}
