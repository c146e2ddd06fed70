package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NumberPrefixTest {

    @Test
    void caseNumbersBeginWithLettersOfThePlace() {
        assertThat(prefixes("gladenbach", "lohra", "marburg", "marburg-biedenkopf", "bad-endbach"))
                .containsExactly("GLA", "LOH", "MAR", "MBI", "BAD");
    }

    @Test
    void placesThatBeginAlikeGetLettersFromFurtherOn() {
        assertThat(prefixes("neuenkirchen", "neuenrade", "neuhof", "neustadt"))
                .containsExactly("NEU", "NEE", "NEH", "NES");
    }

    @Test
    void nobodyGetsAWordThatIsNoFunOnALetter() {
        assertThat(prefixes("assenheim", "sauerlach")).containsExactly("ASE", "SAE");
    }

    @Test
    void twoHundredPlacesOfOneNameStillFindOne() {
        var slugs = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            slugs.add("neu-" + i);
        }
        assertThat(prefixes(slugs.toArray(String[]::new)))
                .doesNotHaveDuplicates()
                .hasSize(200);
    }

    private static List<String> prefixes(String... slugs) {
        Set<NumberPrefix> taken = new HashSet<>();
        var found = new ArrayList<String>();
        for (var slug : slugs) {
            var prefix = NumberPrefix.of(new Slug(slug), taken);
            taken.add(prefix);
            found.add(prefix.letters());
        }
        return found;
    }
}
