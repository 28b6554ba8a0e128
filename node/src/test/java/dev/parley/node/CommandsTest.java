package dev.parley.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.gateway.session.Tokens;
import dev.parley.node.config.ConfigLoader;
import dev.parley.protocol.Grants;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands for those who make tokens, used as they would use them. */
class CommandsTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void configuration() throws IOException {
        write("secret: 0123456789abcdef0123456789abcdef\n");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("parley.yaml"), yaml);
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        CommandLine command = Parley.command();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private String config() {
        return folder.resolve("parley.yaml").toString();
    }

    /** The token's content as a node with the same configuration reads it. */
    private Tokens.Access read() {
        var config = ConfigLoader.load(Optional.of(Path.of(config())), Map.of(), folder);
        Tokens tokens = new Tokens(config.secret().value(), Settings.accessTokens(config));
        var read = tokens.readAccess(out.toString().strip());
        assertThat(read.succeeded()).as(out.toString()).isTrue();
        return read.result();
    }

    @Test
    void aTokenIsWhatTheNodesBelieve() {
        int code = run(
                "token",
                "--config",
                config(),
                "--user",
                "ada",
                "--name",
                "Ada L.",
                "--room",
                "demo",
                "--grant",
                "join,moderate",
                "--ttl",
                "1h");
        assertThat(code).as(err.toString()).isZero();
        Tokens.Access access = read();
        assertThat(access.user().username()).isEqualTo("ada");
        assertThat(access.user().id()).isEqualTo("ada");
        assertThat(access.name()).isEqualTo("Ada L.");
        assertThat(access.grants()).isEqualTo(new Grants("demo", true, false, true, false));
        assertThat(access.expiresAt() - System.currentTimeMillis() / 1_000).isBetween(3_600 - 5L, (long) 3_600);
    }

    @Test
    void aServicesTokenNamesItsAddresses() {
        assertThat(run("token", "--config", config(), "--user", "crm", "--service", "rooms.request.*,events.>"))
                .as(err.toString())
                .isZero();
        Grants grants = read().grants();
        assertThat(grants.service()).isTrue();
        assertThat(grants.mayUse("rooms.request.list")).isTrue();
        assertThat(grants.mayUse("calls.request.end")).isFalse();
    }

    @Test
    void aServiceWithoutAddressesHasThePublicOnes() {
        assertThat(run("token", "--config", config(), "--user", "crm", "--grant", "service"))
                .isZero();
        assertThat(read().grants().addresses()).isEqualTo(Grants.PUBLIC);
    }

    @Test
    void aPatternThatIsNoneIsNamed() {
        assertThat(run("token", "--config", config(), "--user", "crm", "--service", "*.request"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--service").contains("*.request");
    }

    @Test
    void withoutMoreItIsAUsersForADay() {
        assertThat(run("--config", config(), "token", "--user", "ada", "--id", "u_1"))
                .isZero();
        assertThat(read().grants()).isEqualTo(Grants.USER);
        assertThat(read().user().id()).isEqualTo("u_1");
        assertThat(read().expiresAt() - System.currentTimeMillis() / 1_000).isBetween(86_395L, 86_400L);
    }

    @ParameterizedTest
    @CsvSource({"EdDSA, 'PRIVATE KEY'", "es256, 'PUBLIC KEY'"})
    void aMadeKeySignsAndItsSecretNoLongerDoes(String algorithm, String block) throws IOException {
        assertThat(run("keygen", "--alg", algorithm)).isZero();
        String pem = out.toString();
        assertThat(pem).contains("-----BEGIN " + block + "-----");
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("k1.pem"), pem);
        write("secret: 0123456789abcdef0123456789abcdef\njwt: {keys: [" + keys + "]}\n");
        assertThat(run("token", "--config", config(), "--user", "ada"))
                .as(err.toString())
                .isZero();
        assertThat(read().user().username()).isEqualTo("ada");
    }

    @Test
    void aKeyThatCannotBeUsedIsNamedWithItsSetting() throws IOException {
        Path key = Files.writeString(folder.resolve("k1.pem"), "nothing");
        write("secret: 0123456789abcdef0123456789abcdef\njwt: {keys: [" + key + "]}\n");
        assertThat(run("token", "--config", config(), "--user", "ada")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("parley: jwt.keys")
                .contains("k1.pem")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--ttl, 1week, 's, m, h, d'",
        "--ttl, 0s, 1s to 366d",
        "--ttl, 367d, 1s to 366d",
        "--room, a b, A-Z a-z",
        "--grant, fly, moderate"
    })
    void whatIsNotAllowedIsSaid(String option, String value, String allowed) {
        assertThat(run("token", "--config", config(), "--user", "ada", option, value))
                .isEqualTo(2);
        assertThat(err.toString()).contains(option).contains(value).contains(allowed);
    }

    @Test
    void helpShowsAnExample() {
        assertThat(run("token", "--help")).isZero();
        assertThat(out.toString())
                .contains("--grant join,moderate --ttl 1h")
                .contains("join, create, moderate, service");
        assertThat(run("keygen", "--help")).isZero();
        assertThat(out.toString()).contains("EdDSA, ES256").contains("jwt.keys");
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("token").contains("keygen").contains("--config-reference");
    }
}
