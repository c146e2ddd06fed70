package org.allmende;

import org.allmende.platform.config.ConfigurationCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one server of a Landkreis that its Städte und Gemeinden share. */
@SpringBootApplication
public class Allmende {

    public static void main(String[] arguments) {
        var application = new SpringApplication(Allmende.class);
        application.addListeners(new ConfigurationCheck());
        application.run(arguments);
    }
}
