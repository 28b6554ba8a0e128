package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stops the start, and that the message says which key and what is allowed. */
class ConfigRefusalTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment =
            new HashMap<>(Map.of("PARLEY_SECRET", "0123456789abcdef0123456789abcdef"));

    @Test
    void aFileThatWasNamedButIsMissingIsRefused() {
        environment.put("PARLEY_CONFIG", "nowhere.yaml");

        assertRefused().hasMessageContaining("nowhere.yaml").hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "http: {prot: 80}|http.prot|allowed here: host, port, publicUrl",
                "htpp: {port: 80}|htpp|allowed here: profile, roles",
                "http: 80|http|it must be a map",
                "- http|parley.yaml|it must be a map",
                "http: {port: eighty}|http.port|\"eighty\"",
                "http: {port: 80.5}|http.port|a whole number",
                "http: {port: 99999999999}|http.port|99999999999",
                "http: {port: 70000}|http.port|0 to 65535",
                "http: {host: 'a b'}|http.host|a host name",
                "http: {origins: https://a.example}|http.origins|a list of texts",
                "http: {origins: [https://a.example/path]}|http.origins|nothing after it",
                "http: {origins: ['*']}|http.origins|http(s)://host",
                "http: {publicUrl: ftp://a.example}|http.publicUrl|http(s)://host",
                "http: {trustedProxies: [10.0.0.0/33]}|http.trustedProxies|CIDR",
                "http: {trustedProxies: [example.com]}|http.trustedProxies|CIDR",
                "profile: staging|profile|one of development, production",
                "roles: []|roles|one or more of",
                "roles: [gateway, cook]|roles|a list of gateway, rooms, signaling",
                "limits: {rate: sometimes}|limits.rate|on or off",
                "rooms: {maxPeers: 300}|rooms.maxPeers|2 to 200",
                "limits: {frameBytes: 1048576}|rooms.ringBytes|at least limits.frameBytes",
                "cluster: {members: [10.0.0.1]}|cluster.members|host:port",
                "cluster: {members: ['10.0.0.1:0']}|cluster.members|host:port",
                "cluster: {host: 0.0.0.0}|cluster.host|other nodes can connect to",
                "cluster: {busHost: '::'}|cluster.busHost|other nodes can connect to",
                "cluster: {name: 'a b'}|cluster.name|1 to 64",
                "ice: {stun: ['turn:a.example']}|ice.stun|stun:host",
                "turn: {urls: ['turn:a.example']}|turn.urls, turn.secret|all of them or none",
                "turn: {urls: ['stun:a.example']}|turn.urls|turn:host",
                "turn: {ttlSeconds: 3601}|turn.ttlSeconds|20 to 3600",
                "turn: {secret: short}|turn.secret|at least 32",
                "jwt: {secret: short}|jwt.secret|at least 32",
                "jwt: {signWith: k1}|jwt.signWith|together with jwt.keys",
                "jwt: {keys: [nowhere]}|jwt.keys|a file that can be read",
                "jwt: {trust: [shop]}|jwt.trust|NAME ISSUER FILE",
                "jwt: {trust: ['Shop https://a.example f']}|jwt.trust|NAME ISSUER FILE",
                "jwt: {trust: ['a https://a.example f', 'a https://b.example f']}|jwt.trust|different ones",
                "jwt: {trust: ['a https://a.example f', 'b https://a.example f']}|jwt.trust|different ones",
                "jwt: {trust: ['a parley f']}|jwt.trust|other issuers",
                "jwt: {leewaySeconds: 301}|jwt.leewaySeconds|0 to 300",
                "services: {tcp: {enabled: on}}|services.tcp.enabled|both on",
                "services: {enabled: on, tcp: {tls: on}}|services.tcp.tls|all three",
                "services: {tcp: {frameBytes: 100}}|services.tcp.frameBytes|1024 to 1048576",
                "services: {openRequests: 0}|services.openRequests|1 to 100000",
                "lanes: 1000|lanes|1 to 256",
                "log: {level: loud}|log.level|trace, debug, info",
                "tls: {cert: parley.yaml}|tls.cert, tls.key|all of them or none",
                "tls: {cert: a.pem, key: b.pem}|tls.cert|a file that can be read",
                "cluster: {busCert: parley.yaml}|cluster.busCert|all of them or none",
                "http: {port: 1, port: 2}|parley.yaml|not valid YAML",
                "http: [|parley.yaml|not valid YAML",
                "secret: 12345678901234567890123456789012|secret|a text of at least 32 bytes",
            })
    void whatCannotBeUsedIsRefusedByItsKey(String yaml, String key, String allowed) {
        write("parley.yaml", yaml);
        environment.remove("PARLEY_SECRET");

        assertRefused()
                .isInstanceOfSatisfying(ConfigException.class, refused -> assertThat(refused.key())
                        .contains(key))
                .hasMessageContaining(allowed)
                .message()
                .hasLineCount(1);
    }

    @Test
    void anUnknownVariableIsRefusedWithItsNeighbours() {
        environment.put("PARLEY_HTTP_PROT", "80");

        assertRefused().hasMessageStartingWith("PARLEY_HTTP_PROT: ").hasMessageContaining("PARLEY_HTTP_PORT,");
    }

    @Test
    void aWrongVariableIsRefusedByTheKeysNameAndTheVariables() {
        environment.put("PARLEY_SESSION_HEARTBEAT_MS", "ten");

        assertRefused()
                .hasMessageStartingWith("session.heartbeatMs: ")
                .hasMessageContaining("\"ten\" (from PARLEY_SESSION_HEARTBEAT_MS)");
    }

    @TestFactory
    Stream<DynamicTest> everyVariableIsReadAndItsNonsenseRefusedByTheKey() {
        return ConfigKeys.all().stream()
                .map(key -> DynamicTest.dynamicTest(key.variable(), () -> {
                    Map<String, String> nonsense = new HashMap<>(environment);
                    nonsense.put(key.variable(), "\u0000?");

                    assertThatThrownBy(() -> ConfigLoader.load(Optional.empty(), nonsense, folder))
                            .isInstanceOfSatisfying(ConfigException.class, refused -> assertThat(refused.key())
                                    .isEqualTo(key.path()));
                }));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
        return assertThatThrownBy(this::load).isInstanceOf(ConfigException.class);
    }

    private ParleyConfig load() {
        return ConfigLoader.load(Optional.empty(), environment, folder);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
