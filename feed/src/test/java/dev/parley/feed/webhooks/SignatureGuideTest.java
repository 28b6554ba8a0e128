package dev.parley.feed.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's functions that check a signature, as they stand in it, each run by its language's own program. */
class SignatureGuideTest {
    private static final Path GUIDE = Path.of("../docs/events.md");
    private static final long PATIENCE_SECONDS = 60;
    private static final String SECRET = "whsec_Grüße";
    private static final String BODY = "{\"type\":\"peer.joined\",\"data\":{\"displayName\":\"Zoë\"}}";
    private static final String OTHER_BODY = BODY.replace("joined", "kicked");

    @TempDir
    Path folder;

    @Test
    void nodes() throws Exception {
        tellsTrueFromFalse(
                "js",
                "Node",
                "check.mjs",
                """
                %s
                const [secret, ...rest] = process.argv.slice(2).map((text) => Buffer.from(text, 'base64'));
                for (let i = 0; i < rest.length; i += 2) {
                  console.log(isFromParley(rest[i].toString(), rest[i + 1], secret.toString()));
                }
                """,
                "node");
    }

    @Test
    void pythons() throws Exception {
        assumeTrue(isThere("python3"), "python3 is missing");
        tellsTrueFromFalse(
                "python",
                "Python",
                "check.py",
                """
                %s
                import base64, sys
                secret, *rest = [base64.b64decode(text) for text in sys.argv[1:]]
                for header, body in zip(rest[::2], rest[1::2]):
                    print(str(is_from_parley(header.decode(), body, secret.decode())).lower())
                """,
                "python3");
    }

    @Test
    void javas() throws Exception {
        tellsTrueFromFalse(
                "java",
                "Java",
                "Check.java",
                """
                import static java.nio.charset.StandardCharsets.UTF_8;
                import java.security.*;
                import java.util.*;
                import java.util.regex.*;
                import javax.crypto.Mac;
                import javax.crypto.spec.SecretKeySpec;
                class Check {
                    public static void main(String[] args) throws GeneralSecurityException {
                        byte[][] in = Arrays.stream(args).map(Base64.getDecoder()::decode).toArray(byte[][]::new);
                        for (int i = 1; i < in.length; i += 2) {
                            System.out.println(isFromParley(new String(in[i], UTF_8), in[i + 1], new String(in[0], UTF_8)));
                        }
                    }
                    %s
                }
                """,
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** @param frame what stands around the guide's function, {@code %s}, to call it with what the arguments say */
    private void tellsTrueFromFalse(String language, String name, String file, String frame, String program)
            throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve(file), frame.replace("%s", block(language, name)));
        List<String> command = new ArrayList<>(List.of(program, source.toString(), encoded(SECRET)));
        long now = System.currentTimeMillis() / 1_000;
        String signed = signature(SECRET, now);
        List<String> said = run(
                command,
                List.of(
                        given(signed, BODY),
                        given(signature(SECRET, now - 200), BODY),
                        given(signed, OTHER_BODY),
                        given(signature("whsec_another", now), BODY),
                        given(signature(SECRET, now - 3_600), BODY),
                        given(signature(SECRET, now + 3_600), BODY),
                        given(signed.replace("t=" + now, "t=" + (now - 1)), BODY),
                        given(signed.substring(0, signed.length() - 1), BODY),
                        given(signed + ",v1=", BODY),
                        given("", BODY)));
        assertThat(said)
                .containsExactly(
                        "true", "true", "false", "false", "false", "false", "false", "false", "false", "false");
    }

    private static String signature(String secret, long seconds) {
        return Signature.of(secret, seconds, BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> given(String header, String body) {
        return List.of(encoded(header), encoded(body));
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The guide's block whose first line names the language. */
    private static String block(String language, String name) throws IOException {
        Matcher found = Pattern.compile("(?ms)^```" + language + "\\n(?://|#) " + name + "\\n(.*?)^```$")
                .matcher(Files.readString(GUIDE));
        assertThat(found.find()).as("a block for " + name + " in " + GUIDE).isTrue();
        return found.group(1);
    }

    private List<String> run(List<String> command, List<List<String>> cases) throws IOException, InterruptedException {
        cases.forEach(command::addAll);
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(Files.readString(printed))
                .isTrue();
        return Files.readAllLines(printed);
    }
}
