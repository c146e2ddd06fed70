package org.allmende.platform.html;

import java.beans.PropertyEditorSupport;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.convert.ConversionService;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;

/**
 * Takes the NUL character out of everything that is typed: it is no text, and PostgreSQL stores none. As the one initializer of all
 * binders it costs a request far less than a method with {@code @InitBinder}, which is looked up and wrapped each time.
 */
@Component
class TypedText extends ConfigurableWebBindingInitializer {

    TypedText(@Qualifier("mvcConversionService") ConversionService conversion) {
        setConversionService(conversion);
    }

    @Override
    public void initBinder(WebDataBinder binder) {
        super.initBinder(binder);
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                setValue(text.replace("\0", ""));
            }
        });
    }
}
