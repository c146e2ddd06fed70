package org.allmende.services;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.allmende.platform.feel.Expression;
import org.allmende.services.Expressions.Gives;
import org.allmende.services.form.AddressType;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.ConsentType;
import org.allmende.services.form.DateType;
import org.allmende.services.form.EmailType;
import org.allmende.services.form.Euro;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.IbanType;
import org.allmende.services.form.InformationType;
import org.allmende.services.form.LongTextType;
import org.allmende.services.form.MoneyType;
import org.allmende.services.form.NameType;
import org.allmende.services.form.NumberType;
import org.allmende.services.form.Option;
import org.allmende.services.form.PhoneType;
import org.allmende.services.form.PlaceType;
import org.allmende.services.form.PlanType;
import org.allmende.services.form.PointType;
import org.allmende.services.form.QuestionType;
import org.allmende.services.form.Text;
import org.allmende.services.form.TextType;
import org.allmende.services.form.YesNoType;
import org.jspecify.annotations.Nullable;

/** Reads what is special to each question type; a new type is one line here. */
final class QuestionTypes {

    private static final int MOST_OPTIONS = 300;

    private final Expressions expressions;
    private final Map<String, Function<YamlMap, QuestionType>> readers = new LinkedHashMap<>();

    QuestionTypes(Expressions expressions) {
        this.expressions = expressions;
        readers.put("text", map -> new TextType(map.number("longest", 200, 1, 1000)));
        readers.put("longtext", map -> new LongTextType(map.number("longest", 2000, 1, 20_000)));
        readers.put("name", map -> new NameType(map.number("longest", 120, 1, 300)));
        readers.put("date", map -> new DateType(day(map, "earliest"), day(map, "latest")));
        readers.put("number", QuestionTypes::number);
        readers.put("money", QuestionTypes::money);
        readers.put("iban", map -> new IbanType());
        readers.put("choice", map -> new ChoiceType(options(map)));
        readers.put("choices", map -> new ChoicesType(options(map), map.number("most", MOST_OPTIONS, 1, MOST_OPTIONS)));
        readers.put("yesno", map -> new YesNoType());
        readers.put("address", map -> new AddressType());
        readers.put("plan", map -> new PlanType());
        readers.put("point", map -> new PointType());
        readers.put("email", map -> new EmailType());
        readers.put("phone", map -> new PhoneType());
        readers.put("files", QuestionTypes::files);
        readers.put("consent", map -> new ConsentType());
        readers.put("place", map -> new PlaceType());
        readers.put("information", map -> new InformationType(map.words("text")));
        readers.put("organisation", map -> GroupType.organisation());
    }

    /** The words for question types in {@code form.yaml}. */
    Set<String> words() {
        var words = new LinkedHashSet<>(readers.keySet());
        words.add("group");
        return words;
    }

    QuestionType read(YamlMap map) {
        return map.one("type", readers, ignored -> new TextType(200)).apply(map);
    }

    /** A limit knows today and the parameters, no answers; a rule over answers is a check. */
    private @Nullable Expression day(YamlMap map, String key) {
        return map.has(key) ? expressions.read(map, key, Gives.DATE, -1) : null;
    }

    private static QuestionType number(YamlMap map) {
        var least = map.decimal("least", BigDecimal.ZERO);
        var most = map.decimal("most", BigDecimal.valueOf(1_000_000));
        if (least.compareTo(most) > 0) {
            map.problem("most", "Die größte Zahl ist kleiner als die kleinste.", "");
        }
        var unit = map.has("unit") ? map.words("unit") : null;
        return new NumberType(least, most, map.number("decimals", 0, 0, 6), unit);
    }

    private static QuestionType money(YamlMap map) {
        var least = new Euro(map.decimal("least", BigDecimal.ZERO));
        var most = new Euro(map.decimal("most", BigDecimal.valueOf(10_000_000)));
        if (least.compareTo(most) > 0) {
            map.problem("most", "Der größte Betrag ist kleiner als der kleinste.", "");
        }
        return new MoneyType(least, most);
    }

    private static List<Option> options(YamlMap map) {
        var options = new ArrayList<Option>();
        var ids = new LinkedHashSet<String>();
        for (var inner : map.maps("options")) {
            var option = new Option(inner.id("id"), inner.words("label"), inner.findWords("hint"));
            inner.done();
            if (!ids.add(option.id())) {
                inner.problem("id", "Die Antwort „%s“ gibt es zweimal.".formatted(option.id()), "");
            }
            options.add(option);
        }
        if (options.size() < 2 || options.size() > MOST_OPTIONS) {
            map.problem("options", "Zur Auswahl stehen 2 bis %d Antworten.".formatted(MOST_OPTIONS), "");
        }
        return options.isEmpty() ? List.of(new Option("", Text.NONE, Text.NONE)) : options;
    }

    private static QuestionType files(YamlMap map) {
        Set<String> mediaTypes = new LinkedHashSet<>();
        for (var kind : map.has("kinds") ? map.texts("kinds") : List.of("pdf", "jpg", "png")) {
            var mediaType = FilesType.KINDS.get(kind);
            if (mediaType == null) {
                map.problem(
                        "kinds",
                        "Dateien der Art „%s“ nehmen wir nicht an.".formatted(kind),
                        "Möglich sind: %s."
                                .formatted(String.join(
                                        ", ",
                                        FilesType.KINDS.keySet().stream()
                                                .sorted()
                                                .toList())));
            } else {
                mediaTypes.add(mediaType);
            }
        }
        return new FilesType(map.number("most", 1, 1, 20), mediaTypes, map.number("megabytes", 10, 1, 25));
    }
}
