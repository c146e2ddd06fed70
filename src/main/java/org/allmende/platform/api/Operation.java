package org.allmende.platform.api;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.allmende.platform.login.WithToken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/**
 * One thing that other software can ask for.
 *
 * @param id unique, the controller's method: {@code listServices}
 * @param name key of its name among the messages
 * @param text key of what it does
 * @param token whether a token has to be shown
 * @param body what is sent, null for nothing
 * @param answer type of what is answered
 * @param mediaType of the answer
 */
public record Operation(
        String id,
        String method,
        String path,
        String name,
        String text,
        boolean token,
        List<Parameter> parameters,
        @Nullable Body body,
        Type answer,
        String mediaType) {

    /** A part of the path, with a value to try it with. */
    public record Parameter(String name, String example) {}

    /** What is sent, with an example of it. */
    public record Body(Type type, String example) {}

    static Operation of(RequestMappingInfo route, HandlerMethod handler) {
        var described = handler.getMethodAnnotation(ApiOperation.class);
        if (described == null) {
            throw new IllegalStateException(
                    "%s is below /api/v1 and not described: add @ApiOperation".formatted(route));
        }
        var method = handler.getMethod();
        return new Operation(
                method.getName(),
                route.getMethodsCondition().getMethods().iterator().next().name(),
                route.getPatternValues().iterator().next(),
                described.name(),
                described.text(),
                handler.hasMethodAnnotation(WithToken.class),
                parameters(method),
                body(method).orElse(null),
                method.getGenericReturnType(),
                route.getProducesCondition().getProducibleMediaTypes().stream()
                        .findFirst()
                        .map(MediaType::toString)
                        .orElse(MediaType.APPLICATION_JSON_VALUE));
    }

    private static List<Parameter> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(PathVariable.class))
                .map(parameter -> new Parameter(parameter.getName(), example(parameter)))
                .toList();
    }

    private static String example(java.lang.reflect.Parameter parameter) {
        var example = parameter.getAnnotation(Example.class);
        if (example == null) {
            throw new IllegalStateException("%s has no @Example".formatted(parameter));
        }
        return example.value();
    }

    private static Optional<Body> body(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .map(parameter -> new Body(parameter.getParameterizedType(), example(parameter)))
                .findFirst();
    }

    /** Whether a browser can try it by itself. */
    public boolean canBeTried() {
        return method.equals("GET") && !token;
    }

    /** The path with these values in it, one for each parameter. */
    public String at(UnaryOperator<String> values) {
        var filled = path;
        for (var parameter : parameters) {
            filled = filled.replace("{" + parameter.name() + "}", values.apply(parameter.name()));
        }
        return filled;
    }

    /** The same on a command line, with the examples. */
    public String command(String server) {
        var examples = parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::example));
        var command = new StringBuilder("curl");
        if (!method.equals("GET")) {
            command.append(" -X ").append(method);
        }
        if (token) {
            command.append(" -H 'Authorization: Bearer …'");
        }
        if (body != null) {
            command.append(" -H 'Content-Type: application/json' -d '")
                    .append(body.example())
                    .append('\'');
        }
        return command.append(' ')
                .append(server)
                .append(at(name -> examples.getOrDefault(name, name)))
                .toString();
    }
}
