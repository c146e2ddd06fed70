package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.config.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads in parts, as any client of the protocol tus 1.0.0 sends them. */
class PartialUploadsTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final byte[] PICTURE = Citizen.picture(300);
    private static final int HALF = PICTURE.length / 2;

    private Visitor citizen;
    private String draft;
    private String question;

    /** A draft whose question for files, of three at most, has one already. */
    @BeforeEach
    void fillIn() {
        citizen = COUNTY.visitor();
        draft = newDraft(citizen);
        question = draft + "/vollmacht/hochladen/datei";
    }

    private static String newDraft(Visitor citizen) {
        return new Citizen(citizen)
                .fillIn(TENANT, "eheurkunde")
                .address()
                .getPath()
                .replace("/pruefen", "");
    }

    @Test
    void afterACutItGoesOnWithWhatHasCome() throws Exception {
        var upload = begin("Vollmacht.png");
        cutAfter(upload, HALF);
        var received = awaitBytes(upload);

        assertThat(received).isPositive().isLessThanOrEqualTo(HALF);
        var last = patch(citizen, upload, received, Arrays.copyOfRange(PICTURE, received, PICTURE.length));

        assertThat(last.status()).isEqualTo(204);
        assertThat(last.header("Upload-Offset")).isEqualTo(String.valueOf(PICTURE.length));
        assertThat(files()).containsExactly("probe.png", "Vollmacht.png");
        assertThat(sha256("Vollmacht.png")).isEqualTo(sha256(PICTURE));
        assertThat(contents(upload)).as("parts that are still there").isEmpty();
        assertThat(offset(upload)).as("asked once more").isEqualTo(PICTURE.length);
        assertThat(citizen.follow(citizen.post(draft + "/absenden", Map.of())).toString())
                .endsWith("/gesendet → 200");
    }

    @Test
    void theSameFileIsFoundAgainAndAnotherIsNot() {
        var upload = begin("Vollmacht.png");
        patch(citizen, upload, 0, Arrays.copyOf(PICTURE, HALF));

        var again = create(citizen, PICTURE.length, metadata("Vollmacht.png"));
        assertThat(again.location()).isEqualTo(upload);
        assertThat(again.header("Upload-Offset")).isEqualTo(String.valueOf(HALF));
        assertThat(create(citizen, PICTURE.length + 1, metadata("Vollmacht.png"))
                        .location())
                .isNotEqualTo(upload);
    }

    @Test
    void twoWindowsAtOnceLoseNothingAndDoubleNothing() throws Exception {
        var upload = begin("Vollmacht.png");
        var halves = List.of(Arrays.copyOf(PICTURE, HALF), Arrays.copyOfRange(PICTURE, HALF, PICTURE.length));
        for (var half : halves) {
            var offset = offset(upload);
            var sent = IntStream.range(0, 4)
                    .mapToObj(window -> CompletableFuture.supplyAsync(
                            () -> patch(citizen.copy(), upload, offset, half).status()))
                    .toList();
            assertThat(sent.stream().map(CompletableFuture::join))
                    .containsOnly(204, 409)
                    .containsOnlyOnce(204);
        }
        assertThat(files()).containsExactly("probe.png", "Vollmacht.png");
        assertThat(sha256("Vollmacht.png")).isEqualTo(sha256(PICTURE));
    }

    @Test
    void onlyTheDraftsOwnKeyOpensIt() {
        var upload = begin("Vollmacht.png");
        var stranger = COUNTY.visitor();
        var other = newDraft(stranger);
        var fromOtherDraft = upload.replace(draft, other);

        for (var path : List.of(upload, fromOtherDraft)) {
            assertThat(send(stranger, "HEAD", path).status()).isEqualTo(404);
            assertThat(send(stranger, "DELETE", path).status()).isEqualTo(404);
            assertThat(patch(stranger, path, 0, PICTURE).status()).isEqualTo(404);
        }
        assertThat(create(stranger, 10, "").status()).isEqualTo(404);
        assertThat(offset(upload)).isZero();
        for (var nowhere : List.of("/vollmacht/hochladen/gibtsnicht", "/kontakt/hochladen/email")) {
            assertThat(send(citizen, "POST", draft + nowhere).status()).isEqualTo(404);
        }
    }

    @Test
    void whatTheFormWouldRefuseIsNotEvenBegun() {
        assertThat(refusal(create(citizen, 11_000_000, metadata("a.png")), 413)).contains("zu groß");
        assertThat(refusal(create(citizen, 100, metadata("a.exe")), 422)).contains("a.exe");
        assertThat(refusal(create(citizen, 0, metadata("a.png")), 422)).contains("leer");
        assertThat(refusal(create(citizen.copy().reading("en"), 0, metadata("a.png")), 422))
                .contains("empty");
        assertThat(send(citizen, "POST", question).status()).isEqualTo(400);
        for (var name : List.of("zwei.png", "drei.png")) {
            assertThat(patch(citizen, begin(name), 0, PICTURE).status()).isEqualTo(204);
        }
        assertThat(refusal(create(citizen, 100, metadata("vier.png")), 422)).contains("höchstens 3");
    }

    @Test
    void aDraftHasOnlySoManyOnTheirWay() {
        var begun = IntStream.range(0, 3 * PartialUploads.MOST)
                .mapToObj(number ->
                        create(citizen, 1000, metadata(number + ".png")).status())
                .toList();
        assertThat(begun.stream().filter(status -> status == 201)).hasSize(PartialUploads.MOST);
        assertThat(begun.stream().filter(status -> status == 429)).hasSize(2 * PartialUploads.MOST);

        COUNTY.owner()
                .sql("update cases.upload set touched = now() - interval '1 hour' where draft = :draft::uuid")
                .param("draft", draftId())
                .update();
        assertThat(create(citizen, 1000, metadata("neu.png")).status())
                .as("with room made by those that nobody goes on with")
                .isEqualTo(201);
    }

    @Test
    void theProtocolIsKept() {
        var upload = begin("Vollmacht.png");

        assertThat(patch(citizen, upload, 1, PICTURE).status()).isEqualTo(409);
        assertThat(patch(citizen, upload, 0, Arrays.copyOf(PICTURE, PICTURE.length + 1))
                        .status())
                .isEqualTo(413);
        assertThat(citizen.send("PATCH", upload, "application/offset+octet-stream", PICTURE)
                        .status())
                .as("without a version")
                .isEqualTo(412);
        assertThat(citizen.send(request(citizen, upload)
                                .header("Upload-Offset", "0")
                                .header("Content-Type", "text/plain")
                                .method("PATCH", BodyPublishers.ofByteArray(PICTURE)))
                        .status())
                .isEqualTo(415);
        assertThat(patch(citizen, upload, 0, new byte[0]).status()).isEqualTo(204);
        assertThat(offset(upload)).isZero();
        assertThat(send(citizen, "DELETE", upload).status()).isEqualTo(204);
        assertThat(send(citizen, "HEAD", upload).status()).isEqualTo(404);
    }

    @Test
    void namesAreOnlyNames() {
        var names = Map.of(
                "../../../../tmp/Wüste Größe.png",
                "Wüste Größe.png",
                "C:\\boese\\Wüste\u0000.png",
                "Wüste.png",
                "x".repeat(3_000) + ".png",
                "xxx");
        names.forEach((name, shown) -> {
            fillIn();
            assertThat(patch(citizen, begin(name), 0, PICTURE).status())
                    .as(name)
                    .isEqualTo(204);
            assertThat(files()).last().asString().startsWith(shown);
        });
        for (var wrong : List.of("filename ###", "filename Q", "filename a b c")) {
            assertThat(create(citizen, 10, wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void atTheEndItIsCheckedAsAnyFile() {
        var page = "<html><script>probe()</script></html>".repeat(100).getBytes(StandardCharsets.US_ASCII);
        var upload = create(citizen, page.length, metadata("Vollmacht.png")).location();
        patch(citizen, upload, 0, Arrays.copyOf(page, 1000));

        var last = patch(citizen, upload, 1000, Arrays.copyOfRange(page, 1000, page.length));

        assertThat(refusal(last, 422)).contains("Möglich sind PDF, JPEG und PNG");
        assertThat(files()).containsExactly("probe.png");
        assertThat(send(citizen, "HEAD", upload).status()).isEqualTo(404);
    }

    @Test
    void whatNobodyFinishesIsGoneAfterADay() {
        var upload = begin("Vollmacht.png");
        patch(citizen, upload, 0, Arrays.copyOf(PICTURE, HALF));
        var contents = contents(upload);
        assertThat(contents).hasSize(1).allMatch(PartialUploadsTest::isOnDisk);
        assertThat(readsAsPicture(contents.getFirst())).as("readable on disk").isFalse();

        COUNTY.owner()
                .sql("update cases.upload set expires = now() - interval '1 second' where draft = :draft::uuid")
                .param("draft", draftId())
                .update();
        assertThat(send(citizen, "HEAD", upload).status()).isEqualTo(404);
        assertThat(COUNTY.bean(PartialUploads.class).sweep(TENANT)).isPositive();

        assertThat(contents(upload)).isEmpty();
        assertThat(contents).noneMatch(PartialUploadsTest::isOnDisk);
    }

    private String begin(String name) {
        var answer = create(citizen, PICTURE.length, metadata(name));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Upload-Expires")).endsWith("GMT");
        return answer.location();
    }

    private Answer create(Visitor visitor, int length, String metadata) {
        return visitor.send(request(visitor, question)
                .header("Upload-Length", String.valueOf(length))
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
    }

    private static String metadata(String name) {
        // a header has its limits, and browsers send the end of a long name
        var end = name.substring(Math.max(0, name.length() - 1_000));
        var base64 = Base64.getEncoder().encodeToString(end.getBytes(StandardCharsets.UTF_8));
        return "filename %s,fingerprint %s".formatted(base64, base64);
    }

    private static Answer patch(Visitor visitor, String path, int offset, byte[] part) {
        return visitor.send(request(visitor, path)
                .header("Upload-Offset", String.valueOf(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", BodyPublishers.ofByteArray(part)));
    }

    private static Answer send(Visitor visitor, String method, String path) {
        return visitor.send(request(visitor, path).method(method, BodyPublishers.noBody()));
    }

    private static java.net.http.HttpRequest.Builder request(Visitor visitor, String path) {
        return visitor.request(path).header("Tus-Resumable", "1.0.0");
    }

    private int offset(String upload) {
        return Integer.parseInt(send(citizen, "HEAD", upload).header("Upload-Offset"));
    }

    private static String refusal(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.isJson()).isTrue();
        return answer.text();
    }

    /** Announces all of it, sends the beginning, and hangs up. */
    private void cutAfter(String upload, int bytes) throws IOException {
        var address = URI.create(COUNTY.address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            var head = """
                    PATCH %s HTTP/1.1
                    Host: %s
                    Sec-Fetch-Site: same-origin
                    Cookie: schluessel=%s
                    Tus-Resumable: 1.0.0
                    Upload-Offset: 0
                    Content-Type: application/offset+octet-stream
                    Content-Length: %d

                    """.formatted(
                    upload, address.getAuthority(), citizen.cookie("schluessel").orElseThrow(), PICTURE.length);
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(PICTURE, 0, bytes);
            socket.getOutputStream().flush();
        }
    }

    private int awaitBytes(String upload) throws InterruptedException {
        for (int patience = 0; patience < 100 && offset(upload) == 0; patience++) {
            Thread.sleep(100);
        }
        return offset(upload);
    }

    private List<String> files() {
        return citizen.get(draft + "/vollmacht")
                .html()
                .select("[data-files=datei] li strong")
                .eachText();
    }

    private String draftId() {
        return draft.substring(draft.lastIndexOf('/') + 1);
    }

    private String sha256(String name) {
        return COUNTY.owner()
                .sql("""
                select f.sha256 from platform.file f join cases.attachment a on a.file = f.id
                 where a.draft = :draft::uuid and f.name = :name
                """)
                .param("draft", draftId())
                .param("name", name)
                .query(String.class)
                .single();
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private static List<UUID> contents(String upload) {
        return COUNTY.owner()
                .sql("select content from cases.upload_part where upload = :upload::uuid")
                .param("upload", upload.substring(upload.lastIndexOf('/') + 1))
                .query(UUID.class)
                .list();
    }

    private static java.nio.file.Path place(UUID content) {
        var name = content.toString();
        return COUNTY.bean(Configuration.class)
                .data()
                .resolve("documents")
                .resolve(TENANT)
                .resolve(name.substring(name.length() - 2))
                .resolve(name);
    }

    private static boolean isOnDisk(UUID content) {
        return Files.exists(place(content));
    }

    private static boolean readsAsPicture(UUID content) {
        try {
            return new String(Files.readAllBytes(place(content)), StandardCharsets.ISO_8859_1).contains("IHDR");
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }
}
