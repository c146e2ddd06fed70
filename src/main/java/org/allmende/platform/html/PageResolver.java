package org.allmende.platform.html;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.login.CurrentStaff;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.WebUtils;

/** Gives a controller its {@link Page}: the tenant from {@code {tenant}} in the path, the language from a cookie. */
@Component
public class PageResolver implements HandlerMethodArgumentResolver {

    public static final String LANGUAGE_COOKIE = "sprache";

    private final Faces faces;
    private final CurrentStaff currentStaff;
    private final Page.Context context;

    PageResolver(
            Faces faces,
            CurrentStaff currentStaff,
            Templates templates,
            Messages messages,
            Assets assets,
            Configuration configuration) {
        this.faces = faces;
        this.currentStaff = currentStaff;
        this.context =
                new Page.Context(templates, messages, assets, faces, configuration.demo(), configuration.publicUrl());
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Page.class;
    }

    @Override
    public Page resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        return page(java.util.Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class)));
    }

    /** The page of a request; an unknown tenant in its path is {@link NotFound}. */
    public Page page(HttpServletRequest request) {
        var staff = currentStaff.find(request).orElse(null);
        return new Page(
                language(request),
                request.getRequestURI(),
                Language.rest(request),
                face(request, staff),
                staff,
                context);
    }

    /** As {@link #page}, but never fails: for error pages. */
    public Page errorPage(HttpServletRequest request, String path) {
        var first = path.split("/", 3);
        var face = first.length > 1 ? faces.find(first[1]).orElseGet(faces::region) : faces.region();
        return new Page(language(request), path, "", face, null, context);
    }

    /** A page of the region that nobody has asked for: for what is made once for many, as events and letters are. */
    public Page page(String language) {
        return new Page(language, "/", "", faces.region(), null, context);
    }

    private Face face(HttpServletRequest request, org.allmende.platform.login.@Nullable Staff staff) {
        if (staff != null) {
            return faces.find(staff.tenant()).orElseGet(faces::region);
        }
        var variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> map && map.get("tenant") instanceof String slug) {
            return faces.find(slug).orElseThrow(NotFound::new);
        }
        return faces.region();
    }

    static String language(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, LANGUAGE_COOKIE);
        return cookie != null && Messages.LANGUAGES.contains(cookie.getValue()) ? cookie.getValue() : "de";
    }
}
