package org.allmende;

import javax.imageio.ImageIO;
import org.allmende.platform.config.ConfigurationCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one server of a Landkreis that its Städte und Gemeinden share. */
@SpringBootApplication
public class Allmende {

    public static void main(String[] arguments) {
        // pictures pass through memory only, never through the system's folder for temporary files
        ImageIO.setUseCache(false);
        var application = new SpringApplication(Allmende.class);
        application.addListeners(new ConfigurationCheck());
        application.run(arguments);
    }
}
