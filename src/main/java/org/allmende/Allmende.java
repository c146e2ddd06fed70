package org.allmende;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The one server of a Landkreis that its Städte und Gemeinden share. */
@SpringBootApplication
public class Allmende {

    public static void main(String[] arguments) {
        SpringApplication.run(Allmende.class, arguments);
    }
}
